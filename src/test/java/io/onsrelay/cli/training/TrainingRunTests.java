package io.onsrelay.cli.training;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TrainingRun}, with a service that is none. The process tests start the
 * jar with a cache that the command has made.
 */
class TrainingRunTests {

	private static final Duration SOON = Duration.ofMillis(50);

	private static final Duration LATER = Duration.ofMinutes(1);

	private final Set<String> bodies = ConcurrentHashMap.newKeySet();

	private HttpServer service;

	private List<String> arguments = List.of();

	private int status = 200;

	private boolean delivering = true;

	@BeforeEach
	void open() throws IOException {
		this.service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.service.createContext("/", (exchange) -> {
			try (exchange) {
				String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
				if (exchange.getRequestMethod().equals("POST")) {
					this.bodies.add(body);
					if (this.delivering) {
						deliver();
					}
				}
				exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? this.status : 200, -1);
			}
		});
		this.service.start();
	}

	@AfterEach
	void close() {
		this.service.stop(0);
	}

	@Test
	void deliverSendsDistinctMessagesAndLeavesNothing() throws Exception {
		new TrainingRun(this::start, List.of("--relay.retention=1d")).deliver(20, LATER);
		assertThat(this.bodies).hasSize(20)
			.anyMatch((body) -> body.contains("OK_TO_FIRING"))
			.anyMatch((body) -> body.contains("com.oraclecloud.computeapi"));
		assertThat(this.arguments).last().isEqualTo("--relay.retention=1d");
		assertThat(store().resolveSibling("")).doesNotExist();
		assertThatIOException().isThrownBy(() -> new Socket(webhook().getHost(), webhook().getPort()).close());
	}

	@Test
	void deliverWhenAMessageIsNotAcceptedSaysSo() {
		this.status = 503;
		assertThatIOException().isThrownBy(() -> new TrainingRun(this::start, List.of()).deliver(1, LATER))
			.withMessageMatching("A message was not accepted: Server returned HTTP response code: 503 for URL: .*/ons");
	}

	@Test
	void deliverWhenMessagesAreMissingSaysHowMany() {
		this.delivering = false;
		assertThatIllegalStateException().isThrownBy(() -> new TrainingRun(this::start, List.of()).deliver(3, SOON))
			.withMessage("The messages were not delivered within 0 s: 3 of 3 are missing");
		assertThat(store().resolveSibling("")).doesNotExist();
	}

	private ConfigurableApplicationContext start(String... arguments) {
		this.arguments = Arrays.asList(arguments);
		assertThat(store().resolveSibling("")).isDirectory();
		GenericApplicationContext context = new GenericApplicationContext();
		int port = this.service.getAddress().getPort();
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("ports", Map.of("local.server.port", port, "local.management.port", port)));
		context.refresh();
		return context;
	}

	/**
	 * Calls the webhook, as the service does for each message.
	 */
	private void deliver() throws IOException {
		try (Socket socket = new Socket(webhook().getHost(), webhook().getPort())) {
			socket.getOutputStream()
				.write("POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
					.getBytes(StandardCharsets.UTF_8));
			socket.shutdownOutput();
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
				.startsWith("HTTP/1.1 200");
		}
	}

	private URI webhook() {
		return URI.create(argument("--relay.notifier.webhook.training.url="));
	}

	private Path store() {
		return Path.of(argument("--spring.datasource.url=jdbc:sqlite:"));
	}

	private String argument(String name) {
		return this.arguments.stream()
			.filter((argument) -> argument.startsWith(name))
			.map((argument) -> argument.substring(name.length()))
			.findFirst()
			.orElseThrow();
	}

}

package io.onsrelay.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;

import io.onsrelay.confirmation.ConfirmationService;
import io.onsrelay.event.MessageIds;
import io.onsrelay.ingest.access.AllowedTopics;

/**
 * The endpoint on a real server with a real store, in front of a fake relay.
 */
final class IngestServer implements AutoCloseable {

	static final String TOPIC = "ocid1.onstopic.oc1.eu-frankfurt-1.aaaatesttopic";

	private final ConfigurableApplicationContext context;

	private final HttpClient client = HttpClient.newHttpClient();

	private IngestServer(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts a server whose password is {@code right}, unless the properties say
	 * otherwise.
	 */
	static IngestServer start(Path directory, String... properties) {
		Stream<String> fixed = Stream.of("server.port=0", "management.server.port=0",
				"spring.datasource.url=jdbc:sqlite:" + directory.resolve("relay.db"));
		String[] arguments = Stream.concat(fixed, Arrays.stream(properties))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		return new IngestServer(new SpringApplicationBuilder(ServerConfiguration.class)
			.properties("spring.main.allow-bean-definition-overriding=true", "relay.ingest.password=right")
			.run(arguments));
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	FakeRelay relay() {
		return bean(FakeRelay.class);
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	int managementPort() {
		return this.context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
	}

	HttpResponse<String> get(int port, String path) {
		return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).GET());
	}

	/**
	 * A request with the right credentials and an allowed topic.
	 */
	HttpRequest.Builder request() {
		return anonymous().header("Authorization", basic("ons", "right")).header("X-OCI-NS-TopicOcid", TOPIC);
	}

	HttpRequest.Builder anonymous() {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/ons".formatted(port())));
	}

	HttpResponse<String> post(HttpRequest.Builder request, String body) {
		return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	HttpResponse<String> postChunked(HttpRequest.Builder request, byte[] body) {
		return send(request.POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static String basic(String username, String password) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public void close() {
		this.context.close();
	}

	@EnableAutoConfiguration
	@ComponentScan({ "io.onsrelay.config", "io.onsrelay.confirmation", "io.onsrelay.credential", "io.onsrelay.http",
			"io.onsrelay.ingest", "io.onsrelay.provisioning", "io.onsrelay.store" })
	static class ServerConfiguration {

		@Bean
		Clock clock() {
			return Clock.systemUTC();
		}

		@Bean
		RandomGenerator randomGenerator() {
			return RandomGenerator.getDefault();
		}

		@Bean
		FakeRelay fakeRelay() {
			return new FakeRelay();
		}

		// Overrides the bean that calls the real relay
		@Bean
		IngestService ingestService(AllowedTopics topics, ConfirmationService confirmations, FakeRelay relay,
				Clock clock, RandomGenerator random) {
			return new IngestService(topics, confirmations, relay::accept, new MessageIds(clock, random)::next, clock);
		}

	}

}

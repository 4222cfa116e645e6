package io.onsrelay.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

import io.onsrelay.OnsRelayApplication;
import io.onsrelay.journal.Journal;
import io.onsrelay.rehearsal.SampleTraffic;
import io.onsrelay.standin.FreePort;
import io.onsrelay.standin.StandInPagerDuty;
import io.onsrelay.standin.StandInSlack;
import io.onsrelay.store.Store;

/**
 * The service with an hour of traffic in its store, and stand-ins of its destinations.
 */
final class ConsoleStage implements AutoCloseable {

	static final String TOPIC = "ocid1.onstopic.oc1.phx.aaaaconsole";

	static final String PASSWORD = "a password for the console";

	private static final String INGEST_PASSWORD = "a password for ingest";

	private final StandInSlack slack = new StandInSlack();

	private final StandInPagerDuty pagerDuty = new StandInPagerDuty();

	private final HttpClient client = HttpClient.newHttpClient();

	private final Path directory;

	private final int port;

	private final ConfigurableApplicationContext service;

	ConsoleStage() throws IOException {
		this(FreePort.any());
	}

	ConsoleStage(int port) throws IOException {
		this.port = port;
		this.directory = Files.createTempDirectory("ons-relay-console-");
		routes("{}");
		this.service = SpringApplication.run(OnsRelayApplication.class,
				"--spring.config.additional-location=file:" + config(),
				"--spring.datasource.url=jdbc:sqlite:" + this.directory.resolve("relay.db"),
				"--server.address=127.0.0.1", "--server.port=" + port, "--management.server.address=127.0.0.1",
				"--management.server.port=" + FreePort.any(), "--logging.level.root=warn");
		new SampleTraffic(bean(Store.class), bean(Journal.class), bean(Clock.class), TOPIC).write();
	}

	/**
	 * Writes the configuration.
	 * @param condition the condition of the route to the channel
	 */
	void routes(String condition) throws IOException {
		Files.writeString(config(), """
				relay:
				  ingest: {username: ons, password: '%s', topics: ['%s']}
				  admin: {username: ada, password: '%s', reader: {username: rita, password: '%s'}}
				  notifier:
				    slack: {ops: {webhook-url: '%s'}}
				    pagerduty: {primary: {routing-key: %s, endpoint: '%s'}}
				  routes:
				    - {name: channel, condition: '%s', to: [slack/ops]}
				    - {name: alarms, condition: '{"type": ["OK_TO_FIRING", "FIRING_TO_OK"]}', to: [pagerduty/primary]}
				""".formatted(INGEST_PASSWORD, TOPIC, PASSWORD, PASSWORD, this.slack.webhookUrl(),
				StandInPagerDuty.ROUTING_KEY, this.pagerDuty.endpoint(), condition));
	}

	private Path config() {
		return this.directory.resolve("relay.yaml");
	}

	<T> T bean(Class<T> type) {
		return this.service.getBean(type);
	}

	StandInSlack slack() {
		return this.slack;
	}

	StandInPagerDuty pagerDuty() {
		return this.pagerDuty;
	}

	URI page(String path) {
		return URI.create("http://127.0.0.1:" + this.port + path);
	}

	/**
	 * Publishes a message as ONS does.
	 * @param body the message
	 */
	void publish(String body) {
		String credentials = Base64.getEncoder()
			.encodeToString(("ons:" + INGEST_PASSWORD).getBytes(StandardCharsets.UTF_8));
		HttpRequest request = HttpRequest.newBuilder(page("/ons"))
			.header("Authorization", "Basic " + credentials)
			.header("X-OCI-NS-MessageType", "Notification")
			.header("X-OCI-NS-TopicOcid", TOPIC)
			.header("X-OCI-NS-MessageId", UUID.randomUUID().toString())
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IllegalStateException(response.statusCode() + " " + response.body());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.service.close();
		this.client.close();
		this.slack.close();
		this.pagerDuty.close();
		try {
			FileSystemUtils.deleteRecursively(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Starts it, and leaves it running for a person to look at.
	 * @param args the port
	 * @throws Exception if it can't be started
	 */
	static void main(String[] args) throws Exception {
		ConsoleStage stage = new ConsoleStage(Integer.parseInt(List.of(args).getFirst()));
		System.out.println("READY " + stage.page("/") + " ada " + PASSWORD);
	}

}

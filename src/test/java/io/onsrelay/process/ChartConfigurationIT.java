package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.chart.Chart;
import io.onsrelay.chart.Manifests;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service reads what the chart renders, takes its secrets from where the chart mounts
 * them, and answers where the chart asks.
 */
class ChartConfigurationIT {

	private static final String PASSWORD = "a-password-from-a-secret";

	private final Manifests manifests = Chart.render("""
			relay:
			  routes:
			    - {name: night, condition: '{}', to: [slack/night]}
			secrets:
			  ingestPassword: {existingSecret: ons}
			  slackWebhookUrls: {night: {existingSecret: slack, key: night}}
			serviceMonitor: {enabled: true}
			""");

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	private final ManagementPort management = ManagementPort.free();

	@Test
	void messageIsDeliveredWithTheSecretsThatTheChartMounts() {
		mountSecret("relay.ingest.password", PASSWORD);
		mountSecret("relay.notifier.slack.night.webhook-url", this.relay.slack().webhookUrl().toString());
		this.relay.start(configuration());
		this.relay.usePassword(PASSWORD);
		List<SequencedEvent> marks = SequencedEvent.of(1, 0, 1);
		assertThat(this.relay.post(marks).over(1)).hasSameSizeAs(marks);
		this.relay.awaitDelivered("slack/night", 1);
		assertThat(this.relay.slackMarks()).isEqualTo(marks);
	}

	@Test
	void serviceAnswersWhereTheChartAsks() {
		mountSecret("relay.ingest.password", PASSWORD);
		mountSecret("relay.notifier.slack.night.webhook-url", this.relay.slack().webhookUrl().toString());
		this.relay.start(configuration());
		List<String> probes = this.manifests.container()
			.findValues("httpGet")
			.stream()
			.map((probe) -> probe.path("path").asText())
			.toList();
		assertThat(probes).hasSize(3)
			.allSatisfy((path) -> assertThat(this.management.get(path).statusCode()).isEqualTo(200));
		JsonNode metrics = this.manifests.only("ServiceMonitor").at("/spec/endpoints/0/path");
		assertThat(this.management.get(metrics.asText()).statusCode()).isEqualTo(200);
		assertThat(send(HttpRequest.newBuilder(this.relay.address("/ons")).POST(BodyPublishers.ofString("helm test"))))
			.as("what helm test expects of a post without credentials")
			.isEqualTo(401);
	}

	private String configuration() {
		String rendered = this.manifests.configuration();
		assertThat(rendered).contains("configtree:/secrets/");
		return rendered.replace("configtree:/secrets/", "configtree:" + secrets() + "/") + "\n---\n"
				+ "management.server.port: " + this.management.number();
	}

	/**
	 * Mounts a file as Kubernetes does: by way of a link, so that all files change at
	 * once.
	 */
	private void mountSecret(String name, String value) {
		assertThat(this.manifests.pod().path("volumes").findValuesAsText("path")).contains(name);
		try {
			Path data = Files.createDirectories(secrets().resolve("..2026_11_01"));
			Files.writeString(data.resolve(name), value);
			Files.deleteIfExists(secrets().resolve("..data"));
			Files.createSymbolicLink(secrets().resolve("..data"), Path.of("..2026_11_01"));
			Files.createSymbolicLink(secrets().resolve(name), Path.of("..data", name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path secrets() {
		return this.relay.directory().resolve("secrets");
	}

	private static int send(HttpRequest.Builder request) {
		try (HttpClient http = HttpClient.newHttpClient()) {
			HttpResponse<Void> response = http.send(request.build(), BodyHandlers.discarding());
			return response.statusCode();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

}

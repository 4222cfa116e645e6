package io.onsrelay.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets are mounted from Secrets, as files named like their properties.
 */
class SecretsTests {

	@Test
	void everySecretIsFileNamedLikeItsProperty() {
		assertThat(files(ExampleValues.SQLITE_IN_FULL.render())).containsExactlyInAnyOrderEntriesOf(
				Map.of("relay.ingest.password", "ons/ingest.password", "relay.ingest.previous-password",
						"ons/previous-password", "relay.admin.password", "ons/admin-password",
						"relay.notifier.slack.ops.webhook-url", "slack/ops", "relay.notifier.slack.threads.token",
						"slack/token", "relay.notifier.pagerduty.primary.routing-key", "pagerduty/primary",
						"relay.notifier.webhook.siem.secret", "siem/secret", "spring.mail.password", "mail/password"));
	}

	@Test
	void filesAreReadFromWhereTheyAreMounted() {
		Manifests manifests = ExampleValues.SQLITE.render();
		JsonNode mount = manifests.container()
			.path("volumeMounts")
			.valueStream()
			.filter((candidate) -> candidate.path("name").asText().equals("secrets"))
			.findFirst()
			.orElseThrow();
		assertThat(manifests.configuration())
			.contains("spring.config.import: configtree:" + mount.path("mountPath").asText() + "/\n");
	}

	@Test
	void nothingIsMountedWhenThereAreNoSecrets() {
		Manifests manifests = Chart.render("{}");
		assertThat(manifests.configuration()).doesNotContain("configtree");
		assertThat(manifests.pod().findValues("projected")).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void configMapsNameNoSecretProperty(ExampleValues values) {
		Manifests manifests = values.render();
		List<String> forbidden = Stream
			.concat(files(manifests).keySet().stream(),
					Stream.of("password:", "token:", "webhook-url:", "routing-key:", "secret:"))
			.toList();
		assertThat(manifests.ofKind("ConfigMap")).isNotEmpty()
			.allSatisfy((map) -> assertThat(map.toString()).doesNotContain(forbidden));
		assertThat(manifests.kinds()).as("the chart makes none").doesNotContain("Secret");
	}

	@ParameterizedTest
	@EnumSource
	void onlyTheStoresCredentialsAreInTheEnvironment(ExampleValues values) {
		assertThat(
				values.render().container().path("env").valueStream().filter((variable) -> variable.has("valueFrom")))
			.allMatch((variable) -> variable.path("name").asText().startsWith("SPRING_DATASOURCE_"));
	}

	private static Map<String, String> files(Manifests manifests) {
		return manifests.pod()
			.path("volumes")
			.findValues("secret")
			.stream()
			.filter((source) -> source.has("items"))
			.collect(Collectors.toMap((source) -> source.at("/items/0/path").asText(),
					(source) -> source.path("name").asText() + "/" + source.at("/items/0/key").asText()));
	}

}

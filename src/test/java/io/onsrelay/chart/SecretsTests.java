package io.onsrelay.chart;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.audit.note.SigningKey;
import io.onsrelay.secret.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets are mounted from Secrets, as files named like their properties.
 */
class SecretsTests {

	@Test
	void everySecretIsFileNamedLikeItsProperty() {
		assertThat(files(ExampleValues.SQLITE_IN_FULL.render())).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
				Map.entry("relay.ingest.password", "ons/ingest.password"),
				Map.entry("relay.ingest.previous-password", "ons/previous-password"),
				Map.entry("relay.admin.password", "ons/admin-password"),
				Map.entry("relay.audit.signing-key", "audit/signing-key"),
				Map.entry("relay.audit.previous-signing-key", "audit/previous"),
				Map.entry("relay.admin.reader.password", "ons/reader-password"),
				Map.entry("relay.admin.oidc.client-secret", "ons/oidc-client-secret"),
				Map.entry("relay.notifier.slack.ops.webhook-url", "slack/ops"),
				Map.entry("relay.notifier.slack.threads.token", "slack/token"),
				Map.entry("relay.notifier.slack.night.webhook-url", "slack/night"),
				Map.entry("relay.notifier.pagerduty.primary.routing-key", "pagerduty/primary"),
				Map.entry("relay.notifier.teams.ops.webhook-url", "teams/ops"),
				Map.entry("relay.notifier.webhook.siem.secret", "siem/secret"),
				Map.entry("relay.notifier.webhook.tickets.url", "siem/tickets-url"),
				Map.entry("relay.notifier.webhook.tickets.headers.X-Api-Key", "siem/tickets-key"),
				Map.entry("spring.mail.username", "mail/user"), Map.entry("spring.mail.password", "mail/password")));
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
	}

	@Test
	void keyOfTheAuditLogIsMadeForPodsThatShareDatabase() {
		Manifests manifests = ExampleValues.POSTGRES.render();
		JsonNode secret = manifests.only("Secret");
		assertThat(secret.at("/metadata/name").asText()).isEqualTo("relay-ons-relay-audit-key");
		assertThat(secret.at("/metadata/annotations/helm.sh~1resource-policy").asText()).isEqualTo("keep");
		assertThat(secret.path("immutable").asBoolean()).isTrue();
		assertThat(files(manifests)).containsEntry("relay.audit.signing-key", "relay-ons-relay-audit-key/signing-key");
		String pem = new String(Base64.getDecoder().decode(secret.at("/data/signing-key").asText()),
				StandardCharsets.UTF_8);
		assertThat(SigningKey.ofPem(Secret.of(pem)).verifierKey("log").name()).isEqualTo("log");
	}

	@Test
	void keyOfTheAuditLogIsKeptWhereThereIsOne() {
		Manifests manifests = Chart.renderFor("(dict \"data\" (dict \"signing-key\" \"a2VwdA==\"))",
				ExampleValues.POSTGRES.yaml());
		assertThat(manifests.only("Secret").at("/data/signing-key").asText()).isEqualTo("a2VwdA==");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}",
			"store: {type: postgres, postgres: {existingSecret: a}}\nauditKey: {generate: false}",
			"store: {type: postgres, postgres: {existingSecret: a}}\nsecrets: {auditSigningKey: {existingSecret: own}}" })
	void keyOfTheAuditLogIsNotMadeWhereNoneIsWanted(String values) {
		assertThat(Chart.render(values).kinds()).doesNotContain("Secret");
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

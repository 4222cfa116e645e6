package io.onsrelay.chart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that are right each by itself and can't work together.
 */
class RefusalTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					replicaCount: 2                         | replicaCount is 2, but SQLite is for one process
					autoscaling: {enabled: true}            | autoscaling.enabled is true, but SQLite is for one process
					store: {type: postgres}                 | store.postgres.existingSecret is empty
					ingress: {enabled: true}                | ingress.host is empty
					httpRoute: {enabled: true}              | httpRoute.parentRefs is empty
					tls: {enabled: true}                    | tls.secretName is empty
					okeWorkloadIdentity: {enabled: true}    | okeWorkloadIdentity.enabled is true, and relay.oci.auth is none
					relay: {oci: {auth: workload_identity}} | relay.oci.auth is workload-identity, and okeWorkloadIdentity.enabled is false
					extraConfig: {relay.oci.auth: none}     | extraConfig has relay.oci.auth. What is the relay's own belongs below relay
					autoscaling: {minReplicas: 7}           | autoscaling.minReplicas is 7, more than autoscaling.maxReplicas, which is 5
					""")
	void combinationIsRefusedWithWhatToDoWhenItCanNotWork(String values, String message) {
		assertThat(Chart.refusal(values)).contains(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay: {ingest: {password: geheim}}", "relay: {ingest.password: geheim}",
			"relay: {ingest: {password: 'a${B}'}}", "relay: {ingest: {password: '${A:geheim}'}}",
			"relay: {ingest: {password: 12345}}", "relay: {notifier: {slack: {ops: {webhook-url: https://x/y}}}}",
			"relay: {notifier: {slack: {ops: {webhookUrl: https://x/y}}}}",
			"relay: {notifier: {slack: {ops: {webhook_url: https://x/y}}}}",
			"relay: {notifier: {slack: {ops: {token: xoxb-1}}}}", "relay.notifier: {slack.ops.token: xoxb-1}",
			"relay: {notifier: {pagerduty: {primary: {routing-key: 0123}}}}",
			"relay: {notifier: {webhook: {siem: {secret: whsec_1}}}}",
			"relay: {notifier: {webhook: {siem: {secrets: [whsec_1]}}}}", "relay: {admin: {password: geheim}}",
			"extraConfig: {spring: {datasource: {password: geheim}}}",
			"extraConfig: {server.ssl.key-store-password: geheim}" })
	void secretIsRefusedWhereItWouldBeInConfigMap(String values) {
		assertThat(Chart.refusal(values))
			.containsAnyOf("is a secret, and the configuration becomes a ConfigMap",
					"additional properties 'relay.notifier' not allowed")
			.doesNotContain("geheim", "xoxb", "whsec", "0123", "https://x/y");
	}

	@Test
	void placeholderOfSecretIsLeftToTheEnvironment() {
		Manifests manifests = Chart.render("relay: {ingest: {password: '${ONS_PASSWORD}'}}");
		assertThat(manifests.configuration()).contains("password: ${ONS_PASSWORD}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.datasource.url: jdbc:sqlite:/tmp/x", "spring: {datasource: {username: me}}",
			"server: {port: 80}", "management.server.port: 80", "spring.config.import: file:x",
			"spring: {lifecycle: {timeout-per-shutdown-phase: 1m}}" })
	void propertyIsRefusedWhenOtherValuesDecideIt(String property) {
		assertThat(Chart.refusal("extraConfig: {%s}".formatted(property)))
			.contains("which other values of this chart decide");
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT20S", "20 seconds", "1d" })
	void graceIsRefusedWhenTheTimeToTerminateCanNotBeTold(String grace) {
		assertThat(Chart.refusal("relay: {delivery: {shutdown-grace: %s}}".formatted(grace)))
			.contains("relay.delivery.shutdown-grace is '%s'. Write it as".formatted(grace));
	}

}

package io.onsrelay.chart;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pod: what it may, what it is given, and how it starts and stops.
 */
class PodTests {

	/** The kinds of volumes that the restricted level allows and this chart uses. */
	private static final List<String> VOLUMES = List.of("configMap", "emptyDir", "persistentVolumeClaim", "projected",
			"secret");

	/** What the restricted level forbids, or allows with few values. */
	private static final List<String> FORBIDDEN = List.of("hostPath", "hostNetwork", "hostPID", "hostIPC", "hostPort",
			"privileged", "procMount", "sysctls", "seLinuxOptions", "appArmorProfile", "hostProcess");

	// https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
	@ParameterizedTest
	@EnumSource
	void restrictedPodSecurityIsMet(ExampleValues values) {
		assertRestricted(values.render().pod());
	}

	@Test
	void restrictedPodSecurityIsMetWhenTested() {
		assertRestricted(Chart.renderHooks("{}").only("Pod").path("spec"));
	}

	@ParameterizedTest
	@EnumSource
	void rootIsReadOnlyAndOnlyTemporaryFilesAndDataCanBeWritten(ExampleValues values) {
		JsonNode container = values.render().container();
		assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
		assertThat(container.path("volumeMounts")
			.valueStream()
			.filter((mount) -> !mount.path("readOnly").asBoolean())
			.map((mount) -> mount.path("mountPath").asText())).isSubsetOf("/tmp", "/data").contains("/tmp");
	}

	@ParameterizedTest
	@EnumSource
	void everyMountHasVolume(ExampleValues values) {
		JsonNode workload = values.render().workload();
		List<String> volumes = names(workload.at("/spec/template/spec/volumes"));
		List<String> claims = workload.at("/spec/volumeClaimTemplates")
			.valueStream()
			.map((claim) -> claim.at("/metadata/name").asText())
			.toList();
		List<String> mounts = names(workload.at("/spec/template/spec/containers/0/volumeMounts"));
		assertThat(mounts).doesNotHaveDuplicates();
		assertThat(mounts)
			.containsExactlyInAnyOrderElementsOf(List.of(volumes, claims).stream().flatMap(List::stream).toList());
	}

	@Test
	void dataIsOnTheClaimThatIsThereAlreadyWhenNamed() {
		Manifests manifests = Chart.render("store: {sqlite: {existingClaim: there-already}}");
		assertThat(manifests.workload().at("/spec/volumeClaimTemplates").isMissingNode()).isTrue();
		assertThat(manifests.pod().path("volumes").findValuesAsText("claimName")).containsExactly("there-already");
	}

	@Test
	void probesUseTheManagementPort() {
		assertThat(probes(ExampleValues.SQLITE.render())).hasSize(3).containsOnly("management HTTP");
		assertThat(probes(ExampleValues.SQLITE_IN_FULL.render())).hasSize(3).containsOnly("management HTTP");
	}

	// Sleep, requests in flight, deliveries in flight, and 5 seconds to close the store
	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{}                                                                      | 40
			preStopSleepSeconds: 0                                                  | 35
			drainSeconds: 30                                                        | 60
			relay: {delivery: {shutdown-grace: 2m}}                                 | 140
			relay: {delivery: {shutdownGrace: 30s}}                                 | 50
			relay: {delivery.shutdown-grace: 1500ms}                                | 22
			relay: {delivery: {shutdown-grace: 5000}}                               | 25
			""")
	void thereIsTimeToStop(String values, int seconds) {
		assertThat(Chart.render(values).pod().path("terminationGracePeriodSeconds").asInt()).isEqualTo(seconds);
	}

	@Test
	void stopWaitsForTheSleepAndTheRequests() {
		Manifests manifests = ExampleValues.SQLITE_IN_FULL.render();
		assertThat(manifests.container().at("/lifecycle/preStop/sleep/seconds").asInt()).isEqualTo(10);
		assertThat(manifests.configuration()).contains("spring.lifecycle.timeout-per-shutdown-phase: 15s");
	}

	@Test
	void changedConfigurationRestartsThePods() {
		assertThat(checksum("relay: {ingest: {path: /a}}")).isNotEqualTo(checksum("relay: {ingest: {path: /b}}"))
			.isEqualTo(checksum("{relay: {ingest: {path: /a}}, serviceMonitor: {enabled: true}}"));
	}

	@Test
	void changedRoutesRestartNoPod() {
		String values = "relay: {ingest: {path: /a}, routes: [{to: [%s]}], severity: [], Presets: [cis], preset.cis.to: [x], "
				+ "silence: {max-duration: 2d}}";
		assertThat(checksum(values.formatted("slack/a"))).isEqualTo(checksum(values.formatted("slack/b")))
			.isEqualTo(checksum("relay: {ingest: {path: /a}}"));
		Manifests manifests = Chart.render(values.formatted("slack/a"));
		assertThat(manifests.routes()).contains("slack/a", "severity:", "Presets:", "preset.cis.to:", "silence:")
			.doesNotContain("ingest");
		assertThat(environment(ExampleValues.SQLITE)).containsEntry("SPRING_CONFIG_ADDITIONAL_LOCATION",
				"file:/config/relay.yaml,file:/config/routes.yaml");
	}

	@Test
	void storeIsInTheEnvironmentSoThatTheImageCanNotDecideIt() {
		assertThat(environment(ExampleValues.SQLITE)).containsEntry("SPRING_DATASOURCE_URL",
				"jdbc:sqlite:/data/relay.db");
		assertThat(environment(ExampleValues.POSTGRES_IN_FULL))
			.containsEntry("SPRING_DATASOURCE_URL", "relay-database/jdbc-uri")
			.containsEntry("SPRING_DATASOURCE_USERNAME", "relay-database/user")
			.containsEntry("SPRING_DATASOURCE_PASSWORD", "relay-database/pass.word");
	}

	@Test
	void replicasAreThoseOfTheModeWhenNoneAreGiven() {
		assertThat(ExampleValues.SQLITE.render().workload().at("/spec/replicas").asInt()).isEqualTo(1);
		assertThat(ExampleValues.POSTGRES.render().workload().at("/spec/replicas").asInt()).isEqualTo(2);
		assertThat(ExampleValues.POSTGRES_IN_FULL.render().workload().at("/spec/replicas").isMissingNode())
			.as("the autoscaler's")
			.isTrue();
	}

	@Test
	void digestCountsMoreThanTag() {
		assertThat(ExampleValues.SQLITE_IN_FULL.render().container().path("image").asText())
			.isEqualTo("registry.example.com:5000/relay@sha256:" + "0123456789abcdef".repeat(4));
	}

	@Test
	void tokenOfTheServiceAccountIsThereOnlyForWorkloadIdentity() {
		assertThat(ExampleValues.SQLITE_IN_FULL.render().pod().path("automountServiceAccountToken").asBoolean())
			.isTrue();
		for (ExampleValues values : List.of(ExampleValues.SQLITE, ExampleValues.POSTGRES,
				ExampleValues.POSTGRES_IN_FULL)) {
			assertThat(values.render().pod().path("automountServiceAccountToken").asBoolean(true)).isFalse();
		}
		assertThat(Chart.renderHooks("{}").only("Pod").at("/spec/automountServiceAccountToken").asBoolean(true))
			.as("the pod of helm test")
			.isFalse();
	}

	@Test
	void serviceAccountGivesItsTokenToNoPodByItself() {
		for (ExampleValues values : List.of(ExampleValues.SQLITE, ExampleValues.SQLITE_IN_FULL)) {
			assertThat(values.render().only("ServiceAccount").path("automountServiceAccountToken").asBoolean(true))
				.isFalse();
		}
	}

	private static void assertRestricted(JsonNode pod) {
		assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
		assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(65532);
		assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
		JsonNode container = pod.at("/containers/0/securityContext");
		assertThat(container.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
		assertThat(container.path("capabilities").toString()).isEqualTo("{\"drop\":[\"ALL\"]}");
		assertThat(pod.path("containers")).hasSize(1);
		assertThat(pod.has("initContainers")).isFalse();
		assertThat(pod.path("volumes").valueStream())
			.allMatch((volume) -> VOLUMES.stream().filter(volume::has).count() == 1 && volume.size() == 2);
		for (String name : FORBIDDEN) {
			assertThat(pod.findValues(name)).as(name).isEmpty();
		}
	}

	private static List<String> probes(Manifests manifests) {
		return manifests.container()
			.findValues("httpGet")
			.stream()
			.map((probe) -> probe.path("port").asText() + " " + probe.path("scheme").asText())
			.toList();
	}

	private static String checksum(String values) {
		return Chart.render(values).workload().at("/spec/template/metadata/annotations/checksum~1config").asText();
	}

	private static Map<String, String> environment(ExampleValues values) {
		Function<JsonNode, String> value = (variable) -> variable.has("value") ? variable.path("value").asText()
				: variable.at("/valueFrom/secretKeyRef/name").asText() + "/"
						+ variable.at("/valueFrom/secretKeyRef/key").asText();
		return values.render()
			.container()
			.path("env")
			.valueStream()
			.collect(Collectors.toMap((variable) -> variable.path("name").asText(), value));
	}

	private static List<String> names(JsonNode list) {
		return list.valueStream().map((item) -> item.path("name").asText()).toList();
	}

}

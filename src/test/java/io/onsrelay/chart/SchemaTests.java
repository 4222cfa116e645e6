package io.onsrelay.chart;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the schema of the values refuses, and that it leaves nothing open by mistake.
 */
class SchemaTests {

	/** Objects that others define: the relay itself, Spring Boot, Kubernetes. */
	private static final Set<String> OPEN = Set.of("/properties/global", "/properties/relay", "/properties/extraConfig",
			"/properties/extraEnv/items", "/properties/extraVolumes/items", "/properties/extraVolumeMounts/items",
			"/$defs/kubernetes", "/$defs/kubernetesList/items");

	private final JsonNode schema = Yaml.file(Chart.DIRECTORY.resolve("values.schema.json"));

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					relays: {}                                          | additional properties 'relays' not allowed
					store: {typ: sqlite}                                | at '/store': additional properties 'typ' not allowed
					store: {type: mysql}                                | at '/store/type': value must be one of
					store: {sqlite: {size: large}}                      | at '/store/sqlite/size': 'large' does not match pattern
					store: {sqlite: {accessModes: [ReadWriteMany]}}     | at '/store/sqlite/accessModes/0': value must be one of
					replicaCount: 0                                     | at '/replicaCount': minimum: got 0, want 1
					replicaCount: '2'                                   | at '/replicaCount': got string, want null or integer
					image: {digest: latest}                             | at '/image/digest': 'latest' does not match pattern
					image: {repository: 'relay:1.0'}                    | at '/image/repository': 'relay:1.0' does not match pattern
					service: {port: 70000}                              | at '/service/port': maximum
					service: {type: ExternalName}                       | at '/service/type': value must be one of
					ingress: {host: https://relay.example.com}          | at '/ingress/host'
					ingress: {hosts: [relay.example.com]}               | at '/ingress': additional properties 'hosts' not allowed
					httpRoute: {parentRefs: [{sectionName: https}]}     | at '/httpRoute/parentRefs/0': missing property 'name'
					secrets: {slackWebhookUrls: {ops: https://x}}       | at '/secrets/slackWebhookUrls/ops': got string, want object
					secrets: {slackTokens: {ops: {key: a}}}             | missing property 'existingSecret'
					secrets: {properties: [{property: a.b}]}            | missing properties 'existingSecret', 'key'
					secrets: {ingestPassword: {value: geheim}}          | additional properties 'value' not allowed
					probes: {liveness: {path: /}}                       | at '/probes/liveness': additional properties 'path' not allowed
					podAnnotations: {a: true}                           | at '/podAnnotations/a': got boolean, want string
					networkPolicy: {ingressFrom: [{}]}                  | at '/networkPolicy/ingressFrom/0'
					networkPolicy: {ingressFrom: [{podSelect: {}}]}     | additional properties 'podSelect' not allowed
					tolerations: {}                                     | at '/tolerations': got object, want array
					prometheusRule: {selector: '} or vector(1'}         | at '/prometheusRule/selector'
					serviceMonitor: {interval: often}                   | at '/serviceMonitor/interval'
					podDisruptionBudget: {maxUnavailable: 0}            | at '/podDisruptionBudget/maxUnavailable'
					preStopSleepSeconds: -1                             | at '/preStopSleepSeconds': minimum
					""")
	void valueIsRefusedWithItsPlaceWhenItIsWrong(String values, String message) {
		assertThat(Chart.refusal(values)).contains(message);
	}

	@Test
	void everyObjectIsClosedUnlessOthersDefineIt() {
		assertThat(objects("", this.schema)
			.filter((entry) -> entry.getValue().path("additionalProperties").isMissingNode())
			.map(Map.Entry::getKey)).containsExactlyInAnyOrderElementsOf(OPEN);
	}

	@Test
	void schemaHasTheValuesThatThereAre() {
		Set<String> described = new TreeSet<>();
		this.schema.path("properties").fieldNames().forEachRemaining(described::add);
		described.remove("global");
		Set<String> there = new TreeSet<>();
		Yaml.file(Chart.DIRECTORY.resolve("values.yaml")).fieldNames().forEachRemaining(there::add);
		assertThat(there).isEqualTo(described);
	}

	/**
	 * The schemas of objects, by where they are.
	 */
	private static Stream<Map.Entry<String, JsonNode>> objects(String path, JsonNode node) {
		Stream<Map.Entry<String, JsonNode>> below = node.isArray() ? Stream.of()
				: node.propertyStream().flatMap((child) -> objects(path + "/" + child.getKey(), child.getValue()));
		return node.path("type").asText().equals("object") ? Stream.concat(Stream.of(Map.entry(path, node)), below)
				: below;
	}

}

package io.onsrelay.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Who gets to what: the path of ONS from outside, and nothing else.
 */
class ExposureTests {

	@Test
	void ingressExposesThePathOfOnsAndNothingElse() {
		JsonNode rules = ExampleValues.POSTGRES_IN_FULL.render().only("Ingress").at("/spec/rules");
		assertThat(rules).hasSize(1);
		assertThat(rules.at("/0/host").asText()).isEqualTo("relay.example.com");
		assertThat(rules.at("/0/http/paths").findValuesAsText("path")).containsExactly("/hooks/ons", "/hooks/ons/");
		assertThat(rules.at("/0/http/paths").findValuesAsText("pathType")).containsOnly("Exact");
		assertThat(ExampleValues.POSTGRES_IN_FULL.render().only("Ingress").at("/spec/defaultBackend").isMissingNode())
			.isTrue();
	}

	@Test
	void routeExposesPostsToThePathOfOnsAndNothingElse() {
		JsonNode rules = ExampleValues.POSTGRES_IN_FULL.render().only("HTTPRoute").at("/spec/rules");
		assertThat(rules).hasSize(1);
		assertThat(rules.at("/0/matches").toString())
			.isEqualTo("[{\"path\":{\"type\":\"Exact\",\"value\":\"/hooks/ons\"},\"method\":\"POST\"},"
					+ "{\"path\":{\"type\":\"Exact\",\"value\":\"/hooks/ons/\"},\"method\":\"POST\"}]");
	}

	@Test
	void pathIsTheUsualOneWhenNoneIsConfigured() {
		assertThat(ExampleValues.SQLITE.render().only("Ingress").findValuesAsText("path")).containsExactly("/ons",
				"/ons/");
	}

	@Test
	void waysInLeadToTheService() {
		Manifests manifests = ExampleValues.POSTGRES_IN_FULL.render();
		JsonNode service = service(manifests, false);
		JsonNode ingress = manifests.only("Ingress").at("/spec/rules/0/http/paths/0/backend/service");
		JsonNode route = manifests.only("HTTPRoute").at("/spec/rules/0/backendRefs/0");
		assertThat(List.of(ingress.path("name"), route.path("name"))).containsOnly(service.at("/metadata/name"));
		assertThat(List.of(ingress.at("/port/number"), route.path("port")))
			.containsOnly(service.at("/spec/ports/0/port"));
	}

	@ParameterizedTest
	@EnumSource
	void servicesLeadToOnePortOfThePodEach(ExampleValues values) {
		Manifests manifests = values.render();
		assertThat(manifests.container().path("ports").valueStream())
			.extracting((port) -> port.path("name").asText(), (port) -> port.path("containerPort").asInt())
			.containsExactly(tuple("http", 8080), tuple("management", 8081));
		assertThat(service(manifests, false).at("/spec/ports").findValuesAsText("targetPort")).containsExactly("http");
		assertThat(service(manifests, true).at("/spec/ports").findValuesAsText("targetPort"))
			.containsExactly("management");
	}

	@Test
	void metricsStayInsideWhenTheServiceIsPublic() {
		JsonNode management = service(ExampleValues.SQLITE_IN_FULL.render(), true);
		assertThat(management.at("/spec/type").asText()).isEqualTo("ClusterIP");
		assertThat(management.at("/spec/clusterIP").asText()).isEqualTo("None");
	}

	@ParameterizedTest
	@EnumSource
	void everySelectorFindsThePods(ExampleValues values) {
		Manifests manifests = values.render();
		Map<String, JsonNode> labels = fields(manifests.workload().at("/spec/template/metadata/labels"));
		assertThat(fields(manifests.workload().at("/spec/selector/matchLabels"))).isNotEmpty();
		List.of("/spec/selector/matchLabels", "/spec/podSelector/matchLabels",
				"/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels")
			.forEach((path) -> manifests.all()
				.stream()
				.filter((manifest) -> !manifest.path("kind").asText().equals("ServiceMonitor"))
				.forEach((manifest) -> assertThat(labels).containsAllEntriesOf(fields(manifest.at(path)))));
		assertThat(manifests.ofKind("Service"))
			.allSatisfy((service) -> assertThat(labels).containsAllEntriesOf(fields(service.at("/spec/selector"))));
	}

	@Test
	void podOfTheTestIsBehindNoService() {
		Manifests manifests = Chart.renderHooks("{}");
		Map<String, JsonNode> labels = fields(manifests.only("Pod").at("/metadata/labels"));
		Map<String, JsonNode> selector = fields(service(manifests, false).at("/spec/selector"));
		assertThat(labels.entrySet()).doesNotContainAnyElementsOf(
				selector.entrySet().stream().filter((entry) -> entry.getKey().endsWith("component")).toList());
	}

	@Test
	void monitorFindsTheManagementServiceAlone() {
		Manifests manifests = ExampleValues.SQLITE_IN_FULL.render();
		JsonNode monitor = manifests.only("ServiceMonitor");
		Map<String, JsonNode> wanted = fields(monitor.at("/spec/selector/matchLabels"));
		assertThat(manifests.ofKind("Service")
			.filter((service) -> fields(service.at("/metadata/labels")).entrySet().containsAll(wanted.entrySet())))
			.containsExactly(service(manifests, true));
		assertThat(monitor.at("/spec/endpoints/0/port")).isEqualTo(service(manifests, true).at("/spec/ports/0/name"));
	}

	private static JsonNode service(Manifests manifests, boolean management) {
		return manifests.ofKind("Service")
			.filter((service) -> service.at("/metadata/name").asText().endsWith("-management") == management)
			.findFirst()
			.orElseThrow();
	}

	private static Map<String, JsonNode> fields(JsonNode object) {
		return object.propertyStream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

}

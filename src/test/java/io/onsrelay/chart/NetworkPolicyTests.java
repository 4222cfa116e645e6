package io.onsrelay.chart;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who may connect to the pods, and where they may connect to.
 */
class NetworkPolicyTests {

	@Test
	void portOfOnsIsForTheIngressControllerAndTheTest() {
		JsonNode rule = policy("networkPolicy: {enabled: true}").at("/spec/ingress/0");
		assertThat(ports(rule)).containsExactly("http");
		assertThat(rule.path("from")).hasSize(2);
		assertThat(rule.at("/from/0/podSelector/matchLabels")).isEqualTo(testLabels());
		assertThat(rule.at("/from/1/namespaceSelector/matchLabels/kubernetes.io~1metadata.name").asText())
			.isEqualTo("ingress-nginx");
	}

	@Test
	void portOfTheMetricsIsForMonitoring() {
		JsonNode rule = policy("networkPolicy: {enabled: true}").at("/spec/ingress/1");
		assertThat(ports(rule)).containsExactly("management");
		assertThat(rule.path("from").toString()).contains("monitoring").doesNotContain("ingress");
	}

	@Test
	void nobodyGetsTheMetricsWhenNobodyIsNamed() {
		JsonNode rules = policy("networkPolicy: {enabled: true, monitoringFrom: []}").at("/spec/ingress");
		assertThat(rules.valueStream().flatMap((rule) -> ports(rule).stream())).containsExactly("http");
	}

	@Test
	void podsReachNamesAndPublicHttpsWhenStoreIsLocal() {
		JsonNode egress = policy("networkPolicy: {enabled: true}").at("/spec/egress");
		assertThat(egress.valueStream().map(NetworkPolicyTests::ports)).containsExactly(List.of("53", "53"),
				List.of("443"));
		assertThat(egress.at("/1/to/0/ipBlock/except").toString()).contains("169.254.0.0/16", "10.0.0.0/8");
	}

	@Test
	void podsReachTheDatabaseAndWhatIsAddedWhenConfigured() {
		JsonNode egress = ExampleValues.POSTGRES_IN_FULL.render().only("NetworkPolicy").at("/spec/egress");
		assertThat(egress.valueStream().map(NetworkPolicyTests::ports)).containsExactly(List.of("53", "53"),
				List.of("443"), List.of("5433"), List.of("80"));
		assertThat(egress.at("/2/to").toString()).contains("10.0.3.0/24");
	}

	// https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contenggrantingworkloadaccesstoresources.htm
	@Test
	void podsReachTheProxyOfWorkloadIdentityWhenItIsUsed() {
		JsonNode egress = ExampleValues.SQLITE_IN_FULL.render().only("NetworkPolicy").at("/spec/egress");
		assertThat(egress.valueStream().map(NetworkPolicyTests::ports)).contains(List.of("12250"));
	}

	@Test
	void whereThePodsConnectToIsOpenWhenEgressIsNotRestricted() {
		JsonNode spec = policy("networkPolicy: {enabled: true, egress: {enabled: false}}").path("spec");
		assertThat(spec.path("policyTypes").toString()).isEqualTo("[\"Ingress\"]");
		assertThat(spec.path("egress").isMissingNode()).isTrue();
	}

	private static JsonNode policy(String values) {
		return Chart.render(values).only("NetworkPolicy");
	}

	private static JsonNode testLabels() {
		JsonNode labels = Chart.renderHooks("{}").only("Pod").at("/metadata/labels").deepCopy();
		((ObjectNode) labels).retain("app.kubernetes.io/name", "app.kubernetes.io/instance",
				"app.kubernetes.io/component");
		return labels;
	}

	private static List<String> ports(JsonNode rule) {
		return rule.path("ports").findValuesAsText("port");
	}

}

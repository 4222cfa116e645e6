package io.onsrelay.chart;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Who may connect to the pods, and where they may connect to.
 */
class NetworkPolicyTests {

	@ParameterizedTest
	@EnumSource
	void everyReleaseHasPolicyForAllOfItsPods(ExampleValues values) {
		Manifests manifests = values.render();
		JsonNode spec = manifests.only("NetworkPolicy").path("spec");
		assertThat(spec.at("/podSelector/matchLabels"))
			.isEqualTo(manifests.workload().at("/spec/selector/matchLabels"));
		assertThat(spec.path("policyTypes").toString()).isEqualTo("[\"Ingress\",\"Egress\"]");
	}

	@Test
	void thereIsNoPolicyWhenItIsSwitchedOff() {
		assertThat(Chart.render("networkPolicy: {enabled: false}").kinds()).doesNotContain("NetworkPolicy");
	}

	@Test
	void portOfOnsIsForTheIngressControllerAndTheTest() {
		JsonNode rule = policy("{}").at("/spec/ingress/0");
		assertThat(ports(rule)).containsExactly("http");
		assertThat(rule.path("from")).hasSize(2);
		assertThat(rule.at("/from/0/podSelector/matchLabels")).isEqualTo(testLabels());
		assertThat(rule.at("/from/1/namespaceSelector/matchLabels/kubernetes.io~1metadata.name").asText())
			.isEqualTo("ingress-nginx");
	}

	@Test
	void portOfOnsIsForThePodsOfTheGatewaysWhenThereIsRoute() {
		JsonNode from = policy("httpRoute: {enabled: true, parentRefs: [{name: a, namespace: gateways}, {name: b}]}")
			.at("/spec/ingress/0/from");
		assertThat(from.valueStream().skip(2))
			.extracting((peer) -> peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name").asText(),
					(peer) -> peer.at("/podSelector/matchLabels/gateway.networking.k8s.io~1gateway-name").asText())
			.containsExactly(tuple("gateways", "a"), tuple(Chart.NAMESPACE, "b"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "type: LoadBalancer", "type: NodePort",
			"{type: LoadBalancer, loadBalancerSourceRanges: [203.0.113.0/24]}" })
	void portOfOnsIsOpenWhenTheServiceIsAndTheAddressOfTheClientIsLost(String service) {
		JsonNode rule = policy("service: {%s}".formatted(service.replaceAll("[{}]", ""))).at("/spec/ingress/1");
		assertThat(ports(rule)).containsExactly("http");
		assertThat(rule.path("from").isMissingNode()).isTrue();
	}

	@Test
	void portOfOnsIsForTheNetworksOfTheLoadBalancerWhenTheAddressOfTheClientIsKept() {
		JsonNode rule = ExampleValues.SQLITE_IN_FULL.render().only("NetworkPolicy").at("/spec/ingress/1");
		assertThat(ports(rule)).containsExactly("http");
		assertThat(rule.path("from").toString()).isEqualTo("[{\"ipBlock\":{\"cidr\":\"203.0.113.0/24\"}}]");
	}

	@ParameterizedTest
	@EnumSource
	void portOfTheMetricsIsOpenToNamedPeersOnly(ExampleValues values) {
		assertThat(values.render().only("NetworkPolicy").at("/spec/ingress").valueStream())
			.filteredOn((rule) -> ports(rule).contains("management"))
			.allSatisfy((rule) -> {
				assertThat(ports(rule)).containsExactly("management");
				assertThat(rule.path("from")).isNotEmpty();
			});
	}

	@Test
	void portOfTheMetricsIsForMonitoring() {
		JsonNode rule = policy("{}").at("/spec/ingress/1");
		assertThat(ports(rule)).containsExactly("management");
		assertThat(rule.path("from").toString()).contains("monitoring").doesNotContain("ingress");
	}

	@Test
	void nobodyGetsTheMetricsWhenNobodyIsNamed() {
		JsonNode rules = policy("networkPolicy: {monitoringFrom: []}").at("/spec/ingress");
		assertThat(rules.valueStream().flatMap((rule) -> ports(rule).stream())).containsExactly("http");
	}

	@Test
	void podsReachNamesAndPublicHttpsWhenStoreIsLocal() {
		JsonNode egress = policy("{}").at("/spec/egress");
		assertThat(egress.valueStream().map(NetworkPolicyTests::ports)).containsExactly(List.of("53", "53"),
				List.of("443"));
		assertThat(egress.at("/1/to/0/ipBlock/except").toString()).contains("169.254.0.0/16", "10.0.0.0/8");
		assertThat(egress.at("/1/to/1/ipBlock/except").toString()).contains("fc00::/7", "fe80::/10");
	}

	@Test
	void podsReachTheDatabaseAndWhatIsAddedWhenConfigured() {
		JsonNode egress = ExampleValues.POSTGRES_IN_FULL.render().only("NetworkPolicy").at("/spec/egress");
		assertThat(egress.valueStream().map(NetworkPolicyTests::ports)).containsExactly(List.of("53", "53"),
				List.of("443"), List.of("5433"), List.of("80"));
		assertThat(egress.at("/2/to").toString()).contains("10.0.3.0/24");
	}

	@Test
	void podsReachTheMailServerWhenOneIsConfigured() {
		JsonNode any = policy("extraConfig: {spring.mail: {host: smtp.example.com}}").at("/spec/egress/2");
		assertThat(ports(any)).containsExactly("587");
		assertThat(any.has("to")).isFalse();
		JsonNode named = policy("""
				extraConfig: {spring: {mail: {host: smtp.example.com, port: 465}}}
				networkPolicy: {egress: {smtpTo: [{ipBlock: {cidr: 10.0.4.0/24}}]}}
				""").at("/spec/egress/2");
		assertThat(ports(named)).containsExactly("465");
		assertThat(named.path("to").toString()).contains("10.0.4.0/24");
	}

	// https://docs.oracle.com/en-us/iaas/Content/ContEng/Tasks/contenggrantingworkloadaccesstoresources.htm
	@Test
	void podsReachTheProxyOfWorkloadIdentityWhenItIsUsed() {
		JsonNode egress = ExampleValues.SQLITE_IN_FULL.render().only("NetworkPolicy").at("/spec/egress");
		assertThat(egress.valueStream().map(NetworkPolicyTests::ports)).contains(List.of("12250"));
	}

	@Test
	void podsReachTheMetadataServiceForInstancePrincipalsOnly() {
		assertThat(policy("relay: {oci: {auth: instance_principal}}").at("/spec/egress/2").toString())
			.contains("169.254.169.254/32", "\"port\":80");
		assertThat(policy("relay: {oci: {auth: config-file}}").at("/spec/egress").toString())
			.doesNotContain("169.254.169.254", "\"port\":80");
	}

	@Test
	void whereThePodsConnectToIsOpenWhenEgressIsNotRestricted() {
		JsonNode spec = policy("networkPolicy: {egress: {enabled: false}}").path("spec");
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

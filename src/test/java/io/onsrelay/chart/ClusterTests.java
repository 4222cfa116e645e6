package io.onsrelay.chart;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The chart in clusters that are unlike most: with names that YAML reads as numbers, with
 * IPv6, and on OpenShift.
 */
class ClusterTests {

	private static final Set<String> TEXTS = Set.of("namespace", "name", "key", "secretName", "claimName",
			"serviceAccountName", "serviceName", "ingressClassName", "priorityClassName");

	@ParameterizedTest
	@CsvSource({ "2024, 4444412", "relay, 3240286e-210077", "1e3, 0x1f", "relay, true", "null, 017" })
	void namesAreTextsWhateverTheyLookLike(String release, String namespace) {
		for (ExampleValues values : ExampleValues.values()) {
			String yaml = values.yaml() + "\nnameOverride: \"1234\"\nfullnameOverride: \"5678\"\n";
			for (Manifests manifests : List.of(Chart.render(release, namespace, yaml),
					Chart.renderHooks(release, namespace, yaml))) {
				assertThat(manifests.all()).hasSizeGreaterThan(3)
					.allSatisfy((manifest) -> assertThat(texts("", manifest)).isNotEmpty()
						.allSatisfy((text) -> assertThat(text.getValue().isTextual()).as("%s", text).isTrue()));
				assertThat(manifests.all()).extracting((manifest) -> manifest.at("/metadata/namespace").asText())
					.contains(namespace);
				assertThat(manifests.workload().at("/metadata/labels/app.kubernetes.io~1instance").asText())
					.isEqualTo(release);
			}
		}
	}

	@Test
	void monitorLooksIntoTheNamespaceOfDigits() {
		JsonNode monitor = Chart.render("relay", "4444412", ExampleValues.SQLITE_IN_FULL.yaml()).only("ServiceMonitor");
		assertThat(monitor.at("/spec/namespaceSelector/matchNames").toString()).isEqualTo("[\"4444412\"]");
	}

	@Test
	void servicesAreOfTheFamiliesThatAreAskedFor() {
		Manifests manifests = Chart.render("service: {ipFamilyPolicy: PreferDualStack, ipFamilies: [IPv6, IPv4]}");
		assertThat(manifests.ofKind("Service")).hasSize(2)
			.allSatisfy(
					(service) -> assertThat(service.at("/spec/ipFamilyPolicy").asText()).isEqualTo("PreferDualStack"))
			.allSatisfy((service) -> assertThat(service.at("/spec/ipFamilies").toString())
				.isEqualTo("[\"IPv6\",\"IPv4\"]"));
		assertThat(Chart.render("{}").ofKind("Service"))
			.allSatisfy((service) -> assertThat(service.path("spec").has("ipFamilyPolicy")).isFalse())
			.allSatisfy((service) -> assertThat(service.path("spec").has("ipFamilies")).isFalse());
	}

	@Test
	void egressLetsPublicIpv6Out() {
		assertThat(Chart.render("{}").only("NetworkPolicy").findValuesAsText("cidr")).contains("0.0.0.0/0", "::/0");
	}

	@Test
	void noPodHasFixedUserWhenOpenShiftChoosesIt() {
		String values = "podSecurityContext: {runAsUser: null, runAsGroup: null, fsGroup: null}";
		Manifests manifests = Chart.renderHooks(values);
		assertThat(manifests.ofKind("Pod")).hasSize(1);
		assertThat(manifests.all()).allSatisfy((manifest) -> {
			assertThat(manifest.findValues("runAsUser")).isEmpty();
			assertThat(manifest.findValues("runAsGroup")).isEmpty();
			assertThat(manifest.findValues("fsGroup")).isEmpty();
		});
		assertThat(manifests.only("Pod").at("/spec/securityContext/runAsNonRoot").asBoolean()).isTrue();
	}

	private static Stream<Map.Entry<String, JsonNode>> texts(String path, JsonNode node) {
		if (node.isArray()) {
			return node.valueStream()
				.flatMap((element) -> path.endsWith("/matchNames") ? Stream.of(Map.entry(path, element))
						: texts(path, element));
		}
		return node.propertyStream()
			.flatMap(
					(child) -> isText(path, child) ? Stream.of(Map.entry(path + "/" + child.getKey(), child.getValue()))
							: texts(path + "/" + child.getKey(), child.getValue()));
	}

	private static boolean isText(String path, Map.Entry<String, JsonNode> child) {
		return child.getValue().isValueNode()
				&& (TEXTS.contains(child.getKey()) || path.endsWith("abels") || path.endsWith("/selector"));
	}

}

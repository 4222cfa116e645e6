package io.onsrelay.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Every manifest is one that Kubernetes knows; and that these checks can fail.
 */
class KubernetesModelsTests {

	@ParameterizedTest
	@EnumSource
	void everyManifestIsOfItsKindWhenRendered(ExampleValues values) {
		assertThat(values.render().all()).hasSizeGreaterThan(5)
			.allSatisfy((manifest) -> assertThat(KubernetesModels.read(manifest)).isNotNull());
	}

	@ParameterizedTest
	@CsvSource({ "StatefulSet, /spec", "StatefulSet, /metadata", "StatefulSet, /spec/template/spec",
			"StatefulSet, /spec/template/spec/containers/0", "StatefulSet, /spec/template/spec/volumes/0/configMap",
			"StatefulSet, /spec/template/spec/containers/0/startupProbe/httpGet",
			"StatefulSet, /spec/template/spec/containers/0/securityContext/capabilities",
			"StatefulSet, /spec/volumeClaimTemplates/0/spec", "Service, /spec/ports/0",
			"NetworkPolicy, /spec/ingress/0", "ServiceMonitor, /spec/endpoints/0",
			"PrometheusRule, /spec/groups/0/rules/0" })
	void misspeltFieldIsRefusedWhereverItIs(String kind, String where) {
		JsonNode manifest = ExampleValues.SQLITE_IN_FULL.render().ofKind(kind).findFirst().orElseThrow().deepCopy();
		((ObjectNode) manifest.at(where)).put("mispelt", true);
		assertThatIllegalArgumentException().isThrownBy(() -> KubernetesModels.read(manifest))
			.withMessageContaining("mispelt");
	}

	@ParameterizedTest
	@CsvSource({ "HTTPRoute, /spec/rules/0/matches/0", "Ingress, /spec/rules/0/http/paths/0/backend",
			"Deployment, /spec/strategy", "HorizontalPodAutoscaler, /spec/metrics/0/resource",
			"PodDisruptionBudget, /spec" })
	void misspeltFieldIsRefusedInWhatOnlyPostgresHas(String kind, String where) {
		JsonNode manifest = ExampleValues.POSTGRES_IN_FULL.render().only(kind).deepCopy();
		((ObjectNode) manifest.at(where)).put("mispelt", true);
		assertThatIllegalArgumentException().isThrownBy(() -> KubernetesModels.read(manifest))
			.withMessageContaining("mispelt");
	}

	@Test
	void numberIsRefusedWhenTextIsWanted() {
		JsonNode manifest = ExampleValues.SQLITE.render().only("StatefulSet").deepCopy();
		((ObjectNode) manifest.at("/spec/template/spec/containers/0/env/0")).put("value", 8080);
		assertThatIllegalArgumentException().isThrownBy(() -> KubernetesModels.read(manifest));
	}

	@Test
	void numberIsRefusedWhenItLabels() {
		JsonNode manifest = ExampleValues.SQLITE.render().only("StatefulSet").deepCopy();
		((ObjectNode) manifest.at("/metadata/labels")).put("version", 1);
		assertThatIllegalArgumentException().isThrownBy(() -> KubernetesModels.read(manifest));
	}

	@Test
	void textIsRefusedWhenNumberIsWanted() {
		JsonNode manifest = ExampleValues.SQLITE.render().only("StatefulSet").deepCopy();
		((ObjectNode) manifest.at("/spec")).put("replicas", "1");
		assertThatIllegalArgumentException().isThrownBy(() -> KubernetesModels.read(manifest));
	}

}

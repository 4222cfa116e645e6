package io.onsrelay.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The alerting rules and the dashboard. That their metrics exist is shown against the
 * running application, by {@code ChartMetricsIT}.
 */
class MonitoringTests {

	private static final List<JsonNode> PANELS = Dashboard.read()
		.path("panels")
		.valueStream()
		.filter((panel) -> !panel.path("type").asText().equals("row"))
		.toList();

	@Test
	void everythingThatNeedsSomebodyIsAlerted() {
		assertThat(rules().map((rule) -> rule.path("alert").asText())).containsExactlyInAnyOrder("OnsRelayDown",
				"OnsRelayMessagesNotKept", "OnsRelaySignaturesRefused", "OnsRelayAcknowledgementSlow",
				"OnsRelayDeadLetters", "OnsRelayDestinationRemoved", "OnsRelayDeliveryLate",
				"OnsRelayDestinationPaused", "OnsRelayRoutesRefused", "OnsRelayCircuitOpen",
				"OnsRelayConfirmationNotAcknowledged", "OnsRelayConfirmationForged", "OnsRelayTopicSilent",
				"OnsRelayCanaryBroken", "OnsRelayLoginFailures", "OnsRelayAuditCheckpointOld", "OnsRelayAuditUnsigned",
				"OnsRelayAuditSinkFailing", "OnsRelayAccountingOutOfBalance");
	}

	@Test
	void everyAlertSaysWhatToDo() throws IOException {
		String page = Files.readString(Path.of("docs/kubernetes.md"));
		assertThat(rules()).allSatisfy((rule) -> {
			String name = rule.path("alert").asText();
			assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
			assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
			assertThat(rule.at("/annotations/description").asText()).endsWith(".");
			assertThat(rule.at("/annotations/runbook_url").asText()).endsWith("#" + name.toLowerCase(Locale.ROOT));
			assertThat(page).contains("\n### " + name + "\n");
		});
	}

	@ParameterizedTest
	@MethodSource("queries")
	void parenthesesOfQueryMatch(String query) {
		assertThat(query.chars().filter((letter) -> letter == '(').count())
			.isEqualTo(query.chars().filter((letter) -> letter == ')').count());
		assertThat(query.chars().filter((letter) -> letter == '{').count())
			.isEqualTo(query.chars().filter((letter) -> letter == '}').count());
	}

	@Test
	void rulesAreAboutThisReleaseOrWhatIsSelected() {
		assertThat(Promql.ofRules()).allSatisfy(
				(query) -> assertThat(query).contains("{namespace=\"ons\", job=\"relay-ons-relay-management\""));
		assertThat(ExampleValues.POSTGRES_IN_FULL.render().only("PrometheusRule").findValuesAsText("expr"))
			.allSatisfy((query) -> assertThat(query).contains("{cluster=\"one\"").doesNotContain("namespace="));
	}

	@Test
	void rulesOfUsersAreAdded() {
		assertThat(ExampleValues.SQLITE_IN_FULL.render().only("PrometheusRule").findValuesAsText("alert"))
			.contains("Quiet");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			sum by (a) (rate(x_total{b="c_d", e=~"f.g"}[5m])) / on () group_left () y_count > 1  | x_total y_count
			absent(up{job="z"} == 1) unless q or 0 * r                                           | q r up
			label_values(v_w{a=~"$b"}, c)                                                        | v_w
			""")
	void metricsAreFoundInQuery(String query, String metrics) {
		assertThat(Promql.metrics(query)).containsExactlyInAnyOrder(metrics.split(" "));
	}

	@Test
	void dashboardIsTheOneThatGrafanaGets() {
		JsonNode map = Chart.render("dashboard: {enabled: true, namespace: grafana}")
			.ofKind("ConfigMap")
			.filter((candidate) -> candidate.at("/metadata/name").asText().endsWith("-dashboard"))
			.findFirst()
			.orElseThrow();
		assertThat(map.at("/metadata/namespace").asText()).isEqualTo("grafana");
		assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
		assertThat(Yaml.documents(map.at("/data/ons-relay.json").asText()).getFirst()).isEqualTo(Dashboard.read());
		assertThat(KubernetesModels.read(map)).isNotNull();
	}

	@Test
	void everyPanelIsExplainedAndAsksTheSelectedSource() {
		assertThat(PANELS).hasSizeGreaterThan(20).allSatisfy((panel) -> {
			assertThat(panel.path("title").asText()).isNotEmpty();
			assertThat(panel.path("description").asText()).endsWith(".");
			assertThat(panel.path("targets")).isNotEmpty();
			assertThat(panel.findValuesAsText("uid")).isNotEmpty().containsOnly("${datasource}");
			assertThat(panel.findValuesAsText("expr"))
				.allSatisfy((query) -> assertThat(query).contains("{namespace=~\"$namespace\", job=~\"$job\""));
		});
		assertThat(PANELS.stream().map((panel) -> panel.path("id").asInt())).doesNotHaveDuplicates();
	}

	@Test
	void panelsDoNotOverlap() {
		Set<String> taken = new HashSet<>();
		assertThat(PANELS.stream().map((panel) -> panel.path("gridPos")).flatMap(MonitoringTests::cells))
			.allMatch(taken::add, "is free");
	}

	private static Stream<JsonNode> rules() {
		return Chart.render("prometheusRule: {enabled: true}")
			.only("PrometheusRule")
			.at("/spec/groups/0/rules")
			.valueStream();
	}

	static Stream<String> queries() {
		return Stream.concat(Promql.ofRules().stream(), Promql.ofDashboard().stream());
	}

	private static Stream<String> cells(JsonNode position) {
		int x = position.path("x").asInt();
		int y = position.path("y").asInt();
		assertThat(x + position.path("w").asInt()).isLessThanOrEqualTo(24);
		return IntStream.range(x, x + position.path("w").asInt())
			.boxed()
			.flatMap((column) -> IntStream.range(y, y + position.path("h").asInt())
				.mapToObj((line) -> column + "," + line));
	}

}

package io.onsrelay.chart;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The queries of the alerting rules and of the dashboard, and the names in them.
 */
public final class Promql {

	private static final Pattern TEXT = Pattern.compile("\"[^\"]*\"");

	private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}|\\[[^]]*]");

	private static final Pattern LABELS = Pattern
		.compile("\\b(by|on|without|ignoring|group_left|group_right) *\\([^)]*\\)");

	// A name that no parenthesis follows is no function
	private static final Pattern NAME = Pattern.compile("\\b[a-z_][a-z0-9_]*\\b(?! *\\()");

	private static final Pattern LABEL = Pattern.compile("([a-z_]+) *(=~|!~|!=|=) *\"([^\"]*)\"");

	private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool", "offset");

	private Promql() {
	}

	/**
	 * Return the queries of the alerting rules.
	 * @return all of them, as the chart has them
	 */
	public static List<String> ofRules() {
		return Chart.render("prometheusRule: {enabled: true}")
			.only("PrometheusRule")
			.path("spec")
			.findValuesAsText("expr");
	}

	/**
	 * Return the queries of the dashboard.
	 * @return all of them, those of its variables too
	 */
	public static List<String> ofDashboard() {
		JsonNode dashboard = Dashboard.read();
		return Stream
			.concat(dashboard.path("panels").findValuesAsText("expr").stream(),
					dashboard.path("templating").findValuesAsText("definition").stream())
			.toList();
	}

	/**
	 * Finds the metrics of a query.
	 * @param query the query
	 * @return the names of its metrics
	 */
	public static Set<String> metrics(String query) {
		String rest = query.replaceFirst("^label_values\\((.*), *[a-z_]+\\)$", "$1");
		rest = LABELS.matcher(TEXT.matcher(rest).replaceAll("")).replaceAll("");
		return NAME.matcher(MATCHERS.matcher(rest).replaceAll(""))
			.results()
			.map((name) -> name.group())
			.filter((name) -> !WORDS.contains(name))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Finds where a query selects series of a metric.
	 * @param query the query
	 * @param metric the name of the metric
	 * @return the selectors, with their braces
	 */
	public static Stream<String> selectors(String query, String metric) {
		return Pattern.compile("\\b" + metric + "(\\{[^}]*})").matcher(query).results().map((match) -> match.group(1));
	}

	/**
	 * Finds what a query wants of a label.
	 * @param query the query
	 * @param label the name of the label
	 * @return the values that are written out
	 */
	public static Set<String> values(String query, String label) {
		return LABEL.matcher(query)
			.results()
			.filter((matcher) -> matcher.group(1).equals(label) && !matcher.group(3).startsWith("$"))
			.flatMap((matcher) -> Stream.of(matcher.group(3).split("\\|", -1)))
			.collect(Collectors.toCollection(TreeSet::new));
	}

}

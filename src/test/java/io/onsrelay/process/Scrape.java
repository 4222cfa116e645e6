package io.onsrelay.process;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a service shows to Prometheus, in the text format.
 *
 * @param lines its samples
 */
record Scrape(List<String> lines) {

	private static final Pattern METRIC = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*).*");

	static Scrape of(String text) {
		return new Scrape(text.lines().filter((line) -> !line.startsWith("#")).toList());
	}

	/**
	 * Return the names of all metrics.
	 */
	Set<String> metrics() {
		return this.lines.stream().map(Scrape::metric).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Return the values that a label of a metric has.
	 */
	Set<String> values(String metric, String label) {
		Pattern value = Pattern.compile("[{,]" + label + "=\"([^\"]*)\"");
		Stream<String> samples = this.lines.stream().filter((line) -> metric(line).equals(metric));
		return samples.flatMap((line) -> value.matcher(line).results())
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static String metric(String line) {
		Matcher metric = METRIC.matcher(line);
		return metric.matches() ? metric.group(1) : "";
	}

}

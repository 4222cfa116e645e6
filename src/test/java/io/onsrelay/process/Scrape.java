package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
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

	static Scrape of(URI address) {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return of(http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
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

	/**
	 * Return the value of a metric, summed over all labels but those that are named.
	 * @param metric its name, as Prometheus writes it
	 * @param labels what its labels must be, each as {@code name="value"}
	 */
	long sum(String metric, String... labels) {
		return Math.round(this.lines.stream()
			.filter((line) -> line.startsWith(metric + "{") && Arrays.stream(labels).allMatch(line::contains))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum());
	}

}

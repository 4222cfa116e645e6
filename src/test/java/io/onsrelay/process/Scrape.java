package io.onsrelay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;

/**
 * What the relay counts, as Prometheus reads it.
 *
 * @param lines one line for each value
 */
record Scrape(List<String> lines) {

	static Scrape of(URI address) {
		try (HttpClient http = HttpClient.newHttpClient()) {
			return new Scrape(http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
				.body()
				.lines()
				.toList());
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

package io.onsrelay.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The dashboard for Grafana.
 */
final class Dashboard {

	static final Path FILE = Chart.DIRECTORY.resolve("dashboards/ons-relay.json");

	private Dashboard() {
	}

	static JsonNode read() {
		try {
			return new ObjectMapper().readTree(Files.readString(FILE));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

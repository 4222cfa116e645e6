package io.onsrelay.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Values of users: the fewest for each mode, and nearly all.
 */
enum ExampleValues {

	SQLITE, SQLITE_IN_FULL, POSTGRES, POSTGRES_IN_FULL;

	String fileName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	String yaml() {
		try {
			return Files.readString(Path.of("src/test/resources/chart", fileName() + ".yaml"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Manifests render() {
		return Chart.render(yaml());
	}

}

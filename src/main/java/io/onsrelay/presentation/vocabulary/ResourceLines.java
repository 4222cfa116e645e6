package io.onsrelay.presentation.vocabulary;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the resource files of the vocabulary.
 */
final class ResourceLines {

	private ResourceLines() {
	}

	/**
	 * Reads a file.
	 * @param name its name
	 * @return its lines, without those that are blank or begin with {@code #}
	 */
	static List<String> of(String name) {
		try (InputStream file = ResourceLines.class.getResourceAsStream(name)) {
			if (file == null) {
				throw new IllegalStateException("%s is not on the class path".formatted(name));
			}
			return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
				.map(String::strip)
				.filter((line) -> !line.isEmpty() && !line.startsWith("#"))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

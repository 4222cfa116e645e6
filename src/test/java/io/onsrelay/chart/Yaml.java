package io.onsrelay.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

/**
 * YAML as trees. A key that is there twice is refused.
 */
final class Yaml {

	private static final ObjectMapper MAPPER = new ObjectMapper(new YAMLFactory())
		.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

	private Yaml() {
	}

	static JsonNode file(Path file) {
		try {
			return MAPPER.readTree(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<JsonNode> documents(String text) {
		try {
			return MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(text).readAll();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package io.onsrelay.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the chart's README against its values. {@code -Dgolden.write=true} writes the
 * tables anew.
 */
class ValuesPageTests {

	private static final Path README = Chart.DIRECTORY.resolve("README.md");

	private static final Path VALUES = Chart.DIRECTORY.resolve("values.yaml");

	private static final String BEGIN = "<!-- The tables are made from values.yaml: ./mvnw test -Dgolden.write=true "
			+ "-Dtest=ValuesPageTests -->\n\n";

	private final JsonNode values = Yaml.file(VALUES);

	@Test
	void readmeHasTheValuesThatThereAre() throws IOException {
		String readme = Files.readString(README);
		assertThat(readme).contains(BEGIN);
		String wanted = readme.substring(0, readme.indexOf(BEGIN)) + BEGIN + tables();
		if (Boolean.getBoolean("golden.write")) {
			Files.writeString(README, wanted);
		}
		assertThat(Files.readString(README)).as("write it with -Dgolden.write=true").isEqualTo(wanted);
	}

	@Test
	void everyValueIsDescribed() throws IOException {
		String tables = tables();
		assertThat(leaves("", this.values)).hasSizeGreaterThan(80)
			.allMatch((name) -> described(tables, name), "is described, or what it is part of is");
	}

	@Test
	void descriptionGoesOnOverLinesAndDefaultsAreJson() {
		List<String> lines = List.of("# Not shown.", "", "## First", "", "# -- One", "# two.", "a: [1, 2]", "b:",
				"  # -- A | b.", "  c: x");
		assertThat(ValuesPage.of(lines, Yaml.documents(String.join("\n", lines)).getFirst())).isEqualTo("""
				### First

				| Value | Default | What |
				|---|---|---|
				| `a` | `[1,2]` | One two. |
				| `b.c` | `"x"` | A \\| b. |
				""");
	}

	private String tables() throws IOException {
		return ValuesPage.of(Files.readAllLines(VALUES), this.values);
	}

	private static boolean described(String tables, String name) {
		return tables.contains("| `" + name + "` |")
				|| (name.contains(".") && described(tables, name.substring(0, name.lastIndexOf('.'))));
	}

	private static Stream<String> leaves(String path, JsonNode node) {
		return (node.isObject() && !node.isEmpty()) ? node.propertyStream()
			.flatMap((child) -> leaves(path.isEmpty() ? child.getKey() : path + "." + child.getKey(), child.getValue()))
				: Stream.of(path);
	}

}

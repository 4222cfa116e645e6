package io.onsrelay.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The tables of the chart's README, made from the comments of its values:
 * {@code ## Title} begins a table, and {@code # -- text} describes the key below it.
 */
final class ValuesPage {

	private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):.*");

	private static final Pattern COMMENT = Pattern.compile(" *# ?(.*)");

	private final Map<String, List<Row>> tables = new LinkedHashMap<>();

	private final List<String> path = new ArrayList<>();

	private final JsonNode values;

	private List<Row> table = new ArrayList<>();

	private String description = "";

	private ValuesPage(JsonNode values) {
		this.values = values;
	}

	/**
	 * Makes the tables.
	 * @param lines the lines of values.yaml
	 * @param values the same, read
	 * @return Markdown
	 */
	static String of(List<String> lines, JsonNode values) {
		ValuesPage page = new ValuesPage(values);
		lines.forEach(page::read);
		return page.markdown();
	}

	private void read(String line) {
		Matcher comment = COMMENT.matcher(line);
		Matcher key = KEY.matcher(line);
		if (line.startsWith("## ")) {
			this.table = this.tables.computeIfAbsent(line.substring(3), (title) -> new ArrayList<>());
		}
		else if (comment.matches()) {
			comment(comment.group(1));
		}
		else if (key.matches()) {
			key(key.group(1).length() / 2, key.group(2));
		}
	}

	private void comment(String text) {
		if (text.startsWith("-- ")) {
			this.description = text.substring(3);
		}
		else if (!this.description.isEmpty()) {
			this.description += " " + text;
		}
	}

	private void key(int depth, String name) {
		while (this.path.size() > depth) {
			this.path.removeLast();
		}
		this.path.add(name);
		if (!this.description.isEmpty()) {
			this.table.add(new Row(String.join(".", this.path), value().toString(), this.description));
		}
		this.description = "";
	}

	private JsonNode value() {
		return this.values.at("/" + String.join("/", this.path));
	}

	private String markdown() {
		return this.tables.entrySet()
			.stream()
			.map((table) -> "### " + table.getKey() + "\n\n| Value | Default | What |\n|---|---|---|\n"
					+ table.getValue().stream().map(Row::markdown).collect(Collectors.joining()))
			.collect(Collectors.joining("\n"));
	}

	/**
	 * A described value.
	 *
	 * @param name its full name
	 * @param value what it is by default, as JSON
	 * @param text what it is for
	 */
	private record Row(String name, String value, String text) {

		String markdown() {
			return "| `%s` | `%s` | %s |\n".formatted(this.name, this.value, this.text.replace("|", "\\|"));
		}

	}

}

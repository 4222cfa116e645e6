package io.onsrelay.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines in two columns below a heading.
 */
final class TextTable {

	private final String heading;

	private final List<Row> rows = new ArrayList<>();

	TextTable(String heading) {
		this.heading = heading;
	}

	void row(String name, String text) {
		this.rows.add(new Row(name, text));
	}

	void print(PrintWriter out) {
		out.println();
		out.println(this.heading);
		if (this.rows.isEmpty()) {
			out.println("  none");
		}
		int width = this.rows.stream().mapToInt((row) -> row.name().length()).max().orElse(0);
		for (Row row : this.rows) {
			String padding = " ".repeat(width - row.name().length() + 2);
			out.println(("  " + row.name() + padding + row.text()).stripTrailing());
		}
	}

	static String list(Collection<?> things) {
		return things.stream().map(Object::toString).collect(Collectors.joining(", "));
	}

	private record Row(String name, String text) {
	}

}

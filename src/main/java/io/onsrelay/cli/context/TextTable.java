package io.onsrelay.cli.context;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines in two columns below a heading.
 */
public final class TextTable {

	private final String heading;

	private final List<Row> rows = new ArrayList<>();

	/**
	 * Creates a table without lines.
	 * @param heading what stands above it
	 */
	public TextTable(String heading) {
		this.heading = heading;
	}

	/**
	 * Adds a line.
	 * @param name the first column; empty to continue the line before
	 * @param text the second column
	 */
	public void row(String name, String text) {
		this.rows.add(new Row(name, text));
	}

	/**
	 * Prints the table after an empty line.
	 * @param out where to print
	 */
	public void print(PrintWriter out) {
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

	/**
	 * Writes several things on one line.
	 * @param things the things
	 * @return them, separated by commas
	 */
	public static String list(Collection<?> things) {
		return things.stream().map(Object::toString).collect(Collectors.joining(", "));
	}

	private record Row(String name, String text) {
	}

}

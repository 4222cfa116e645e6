package io.onsrelay.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes tables, and puts them into the page where the last ones were.
 */
final class Report {

	private Report() {
	}

	static String of(String machine, List<Row> rows) {
		return """
				%s.

				| what | to reach | reached | CPU for a message | raw |
				|---|---|---|---|---|
				%s""".formatted(machine, rows.stream().map(Row::markdown).collect(Collectors.joining("\n")));
	}

	/**
	 * Replaces a section of a page, between the comments that mark it.
	 * @param page the page
	 * @param section the name of the section
	 * @param text what is to stand there
	 * @throws IOException if the page can't be read or written
	 */
	static void write(Path page, String section, String text) throws IOException {
		String begin = "<!-- bench/%s writes this: -->\n".formatted(section);
		String end = "\n<!-- to here -->";
		String old = Files.readString(page);
		int from = old.indexOf(begin);
		int to = old.indexOf(end, from);
		if (from < 0 || to < 0) {
			throw new IllegalStateException("%s has no section for %s".formatted(page, section));
		}
		Files.writeString(page, old.substring(0, from + begin.length()) + text + old.substring(to));
	}

}

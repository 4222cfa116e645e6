package io.onsrelay.cli;

import java.io.PrintWriter;
import java.util.List;

import io.onsrelay.cli.context.TextTable;
import io.onsrelay.routing.severity.SeverityTable;

/**
 * Prints what there is to say about the rules of severities.
 */
final class Severities {

	private Severities() {
	}

	static void print(List<SeverityTable.RuleLine> lines, PrintWriter out) {
		if (!lines.isEmpty()) {
			TextTable table = new TextTable("Severities");
			lines.forEach((line) -> table.row(line.rule(), line.text()));
			table.print(out);
		}
	}

}

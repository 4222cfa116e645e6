package io.onsrelay.cli.audit;

import java.io.PrintWriter;
import java.nio.file.Path;

import io.onsrelay.audit.checkpoint.Checkpoint;
import io.onsrelay.audit.verification.Finding;
import io.onsrelay.audit.verification.VerificationReport;
import io.onsrelay.cli.context.TextTable;

/**
 * What a verification found, in words.
 */
final class AuditReport {

	private static final int FINE = 0;

	private static final int ALTERED = 1;

	private final VerificationReport report;

	private final String subject;

	private final boolean database;

	private AuditReport(VerificationReport report, String subject, boolean database) {
		this.report = report;
		this.subject = subject;
		this.database = database;
	}

	/**
	 * Return the report of a database.
	 */
	static AuditReport ofDatabase(VerificationReport report) {
		return new AuditReport(report, "the audit log", true);
	}

	/**
	 * Return the report of an export.
	 */
	static AuditReport ofExport(VerificationReport report, Path file) {
		return new AuditReport(report, file.toString(), false);
	}

	/**
	 * Prints the report.
	 * @param out where to print
	 * @return the exit status
	 */
	int print(PrintWriter out) {
		VerificationReport found = this.report;
		if (found.isFine()) {
			out.println("Nothing was altered in %s: %s".formatted(this.subject,
					(found.to() == found.from()) ? "it has no records" : "%,d records, from index %d to %d"
						.formatted(found.to() - found.from(), found.from(), found.to() - 1)));
		}
		else {
			out.println("%s was altered:".formatted(this.database ? "The audit log" : this.subject));
			found.findings().forEach((finding) -> print(out, finding));
		}
		table().print(out);
		out.println();
		caveats(out);
		return found.isFine() ? FINE : ALTERED;
	}

	private static void print(PrintWriter out, Finding finding) {
		out.println();
		out.println("  %s: %s".formatted(finding.fault().words(), finding.text()));
		if (finding.messageId() != null) {
			out.println("    message %s".formatted(finding.messageId()));
		}
		if (finding.more() > 0) {
			out.println("    and %,d more of this kind".formatted(finding.more()));
		}
	}

	private TextTable table() {
		TextTable table = new TextTable("Verified");
		VerificationReport found = this.report;
		Checkpoint newest = found.checkpoint();
		table.row("records", "%,d".formatted(found.to() - found.from()));
		if (found.from() > 0) {
			table.row("", "those before index %d are not here: they were cut, or not exported".formatted(found.from()));
		}
		table.row("checkpoints", "%,d".formatted(found.checkpoints()));
		if (found.outside() > 0) {
			table.row("from outside", "%,d".formatted(found.outside()));
		}
		if (newest != null) {
			table.row("covered", "%,d records, by checkpoint %d of %s".formatted(newest.head().size(), newest.number(),
					newest.madeAt()));
		}
		if (!found.keys().isEmpty()) {
			table.row("signed by", TextTable.list(found.keys()) + (found.trusted() ? "" : ", which is not verified"));
		}
		if (found.erased() > 0) {
			table.row("erased", (found.erased() == 1) ? "1 body, with a record of it"
					: "%,d bodies, each with a record of it".formatted(found.erased()));
		}
		if (found.unsealed() > 0) {
			table.row("waiting", "%,d records are not in the tree yet".formatted(found.unsealed()));
		}
		return table;
	}

	private void caveats(PrintWriter out) {
		if (!this.report.trusted()) {
			out.println(
					"! No signature was verified. Name the key that the service logs at its start: --key name+id+key");
		}
		if (this.report.outside() == 0) {
			out.println(
					"! No checkpoint from outside was given: it is not excluded that everything was rewritten by one "
							+ "who has the key. Keep checkpoints elsewhere, and name them: --checkpoints FILE");
		}
	}

}

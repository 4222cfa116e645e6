package io.onsrelay.cli.audit;

import java.io.PrintWriter;

import io.onsrelay.audit.scan.VerificationProgress;

/**
 * Prints how many records are verified, for each tenth of a large log.
 */
final class AuditProgress implements VerificationProgress {

	private static final int PARTS = 10;

	private static final long LARGE = 100_000;

	private final PrintWriter out;

	private long part;

	AuditProgress(PrintWriter out) {
		this.out = out;
	}

	@Override
	public void verified(long records, long total) {
		if (total < LARGE) {
			return;
		}
		long reached = PARTS * records / total;
		if (reached > this.part) {
			this.part = reached;
			this.out.println("%,d of %,d records read".formatted(records, total));
			this.out.flush();
		}
	}

}

package io.onsrelay.cli;

import java.io.PrintWriter;

import io.onsrelay.store.maintenance.MaintenanceProgress;

/**
 * Prints how much of a database is copied, for each tenth of it.
 */
final class CopyProgress implements MaintenanceProgress {

	private static final int PARTS = 10;

	private final PrintWriter out;

	private long part = -1;

	CopyProgress(PrintWriter out) {
		this.out = out;
	}

	@Override
	public void copied(long pages, long total) {
		long reached = (total > 0) ? PARTS * pages / total : PARTS;
		if (reached > this.part) {
			this.out.println("%,d of %,d pages copied".formatted(pages, total));
			this.out.flush();
		}
		this.part = reached;
	}

}

package io.onsrelay.rehearsal;

/**
 * What has arrived, counted at the destinations.
 *
 * @param slack posts in the channel
 * @param opened incidents opened
 * @param resolved incidents resolved
 * @param audit records in the audit store
 */
record Tally(int slack, int opened, int resolved, int audit) {

	static final Tally NOTHING = new Tally(0, 0, 0, 0);

	Tally minus(Tally earlier) {
		return new Tally(this.slack - earlier.slack, this.opened - earlier.opened, this.resolved - earlier.resolved,
				this.audit - earlier.audit);
	}

	@Override
	public String toString() {
		return "Slack %d, incidents opened %d, resolved %d, audit %d".formatted(this.slack, this.opened, this.resolved,
				this.audit);
	}

}

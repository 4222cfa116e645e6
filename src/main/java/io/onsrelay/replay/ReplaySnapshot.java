package io.onsrelay.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.onsrelay.delivery.operator.DeadLetterFilter;

/**
 * The dead letters that there were at a time. What is given up later is not in it, also
 * where a replay gives it up again.
 *
 * @param last the largest number of a dead letter
 * @param at when it was taken
 */
public record ReplaySnapshot(long last, Instant at) {

	/**
	 * Keeps milliseconds, as the store does.
	 */
	public ReplaySnapshot {
		at = at.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * Return a filter that matches nothing that was given up later.
	 * @param filter the filter
	 * @return the filter, up to the time of this snapshot
	 */
	DeadLetterFilter within(DeadLetterFilter filter) {
		Instant until = filter.until();
		return new DeadLetterFilter(filter.destination(), filter.reason(), filter.from(),
				(until != null && until.isBefore(this.at)) ? until : this.at, filter.acknowledged(), filter.kind(),
				filter.type(), filter.text());
	}

}

package io.onsrelay.replay;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.operator.DeadLetterFilter;

/**
 * What an operator submits.
 *
 * @param filter which dead letters
 * @param snapshot the snapshot of the dry run
 * @param limit how many are replayed at most, the oldest messages first; at least one
 */
public record ReplayRequest(DeadLetterFilter filter, ReplaySnapshot snapshot, int limit) {

	/**
	 * Keeps times in milliseconds, as the store does.
	 */
	public ReplayRequest {
		filter = new DeadLetterFilter(filter.destination(), filter.reason(), millis(filter.from()),
				millis(filter.until()), filter.acknowledged(), filter.kind(), filter.type(), filter.text());
	}

	private static @Nullable Instant millis(@Nullable Instant time) {
		return (time != null) ? time.truncatedTo(ChronoUnit.MILLIS) : null;
	}

}

package io.onsrelay.delivery.operator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;

/**
 * Which dead letters; a component that is missing matches all of them.
 *
 * @param destination where they were to go
 * @param reason why the last attempt failed
 * @param from given up at this time or later
 * @param until given up before this time
 * @param acknowledged whether they are acknowledged
 */
public record DeadLetterFilter(@Nullable Destination destination, Outcome.@Nullable Reason reason,
		@Nullable Instant from, @Nullable Instant until, @Nullable Boolean acknowledged) {

	/**
	 * All that need attention.
	 */
	public static final DeadLetterFilter UNACKNOWLEDGED = new DeadLetterFilter(null, null, null, null, false);

	/**
	 * Return whether every dead letter matches, apart from those that are acknowledged or
	 * not.
	 * @return {@code true} if nothing else narrows the filter
	 */
	public boolean isOfAll() {
		return new DeadLetterFilter(null, null, null, null, this.acknowledged).equals(this);
	}

}

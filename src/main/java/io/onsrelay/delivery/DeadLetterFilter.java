package io.onsrelay.delivery;

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
 */
public record DeadLetterFilter(@Nullable Destination destination, Outcome.@Nullable Reason reason,
		@Nullable Instant from, @Nullable Instant until) {

	/**
	 * All of them.
	 */
	public static final DeadLetterFilter ALL = new DeadLetterFilter(null, null, null, null);

}

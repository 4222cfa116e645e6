package io.onsrelay.delivery.operator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
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
 * @param kind the kind of their message
 * @param type the type of their message, in either letter case
 * @param text what the destination said to the last attempt contains this, in either
 * letter case
 */
public record DeadLetterFilter(@Nullable Destination destination, Outcome.@Nullable Reason reason,
		@Nullable Instant from, @Nullable Instant until, @Nullable Boolean acknowledged, Content.@Nullable Kind kind,
		@Nullable String type, @Nullable String text) {

	/**
	 * All that need attention.
	 */
	public static final DeadLetterFilter UNACKNOWLEDGED = new DeadLetterFilter(null, null, null, null, false);

	/**
	 * Creates a filter that considers only the delivery.
	 * @param destination where they were to go
	 * @param reason why the last attempt failed
	 * @param from given up at this time or later
	 * @param until given up before this time
	 * @param acknowledged whether they are acknowledged
	 */
	public DeadLetterFilter(@Nullable Destination destination, Outcome.@Nullable Reason reason, @Nullable Instant from,
			@Nullable Instant until, @Nullable Boolean acknowledged) {
		this(destination, reason, from, until, acknowledged, null, null, null);
	}

	/**
	 * Return whether every dead letter matches, apart from those that are acknowledged or
	 * not.
	 * @return {@code true} if nothing else narrows the filter
	 */
	public boolean isOfAll() {
		return new DeadLetterFilter(null, null, null, null, this.acknowledged).equals(this);
	}

}

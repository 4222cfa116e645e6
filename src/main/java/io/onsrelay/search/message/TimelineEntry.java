package io.onsrelay.search.message;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;

/**
 * What happened to a message at a time.
 *
 * @param at when
 * @param event what
 * @param destination the destination concerned; {@code null} if it concerns none
 * @param text a sentence for operators, without secrets
 */
public record TimelineEntry(Instant at, Event event, @Nullable Destination destination, String text) {

	/**
	 * What can happen to a message.
	 */
	public enum Event {

		/**
		 * It happened, by the sender's clock.
		 */
		OCCURRED,

		/**
		 * This service received it.
		 */
		RECEIVED,

		/**
		 * It was enqueued for a destination, at its acceptance or by a replay.
		 */
		ENQUEUED,

		/**
		 * An attempt failed, and is to be repeated.
		 */
		RETRY,

		/**
		 * A destination has it, or needs not have it.
		 */
		DELIVERED,

		/**
		 * A delivery was given up.
		 */
		DEAD,

		/**
		 * An operator acknowledged the dead letter.
		 */
		ACKNOWLEDGED,

		/**
		 * Something held it back from a destination.
		 */
		SUPPRESSED

	}

}

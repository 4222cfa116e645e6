package io.onsrelay.delivery.destination;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;

/**
 * A destination as an operator sees it. Circuit and calls in flight are those of the
 * replica that is asked; everything else is of all replicas together, and may be 10
 * seconds old.
 *
 * @param destination kind and name
 * @param state what it is doing
 * @param pause the pause that holds now; {@code null} if there is none
 * @param circuit its circuit; {@code null} if this replica does not call it
 * @param waitsUntil until when it is not called because of its rate or its
 * {@code Retry-After}; {@code null} if it may be called now
 * @param interval the time between two calls; zero if its rate is not limited
 * @param inFlight how many calls of this replica are in flight
 * @param pending how many deliveries are pending
 * @param oldest when the oldest message among them was received; {@code null} if none
 * @param dead how many dead letters there are that are not acknowledged
 * @param lastDelivery the last delivery; {@code null} if none is known
 * @param lastFailure the last call that failed; {@code null} if none is known
 */
public record DestinationReport(Destination destination, DestinationState state, @Nullable DestinationPause pause,
		@Nullable Circuit circuit, @Nullable Instant waitsUntil, Duration interval, int inFlight, long pending,
		@Nullable Instant oldest, long dead, @Nullable LastDelivery lastDelivery, @Nullable LastFailure lastFailure) {

	/**
	 * The circuit of a destination.
	 *
	 * @param state closed, half_open or open
	 * @param probeAt when it is probed next; {@code null} unless the circuit is open
	 */
	public record Circuit(String state, @Nullable Instant probeAt) {
	}

	/**
	 * The last delivery.
	 *
	 * @param at when the destination took the message
	 * @param lag how long after the receipt of the message that was
	 */
	public record LastDelivery(Instant at, Duration lag) {
	}

	/**
	 * The last call that failed.
	 *
	 * @param at when it ended
	 * @param reason why, as meters name it, such as {@code rate_limited}
	 * @param detail what the destination said, in its words
	 */
	public record LastFailure(Instant at, String reason, String detail) {
	}

}

package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;

/**
 * What is left at a destination.
 *
 * @param destination the destination
 * @param pending how many deliveries are still to be made
 * @param oldest when the oldest message among them was received
 * @param dead how many dead letters there are
 * @param paused for how long the destination is not to be called
 */
record Backlog(Destination destination, long pending, @Nullable Instant oldest, long dead, Duration paused) {

	static Backlog none(Destination destination) {
		return new Backlog(destination, 0, null, 0, Duration.ZERO);
	}

}

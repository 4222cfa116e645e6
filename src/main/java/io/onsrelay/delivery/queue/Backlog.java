package io.onsrelay.delivery.queue;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;

/**
 * What is pending and dead at a destination.
 *
 * @param destination the destination
 * @param pending how many deliveries are pending
 * @param oldest when the oldest message among them was received
 * @param dead how many dead letters there are that are not acknowledged
 * @param paused for how long the destination is paused
 */
public record Backlog(Destination destination, long pending, @Nullable Instant oldest, long dead, Duration paused) {

	public static Backlog none(Destination destination) {
		return new Backlog(destination, 0, null, 0, Duration.ZERO);
	}

}

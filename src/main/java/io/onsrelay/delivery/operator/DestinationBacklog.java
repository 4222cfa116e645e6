package io.onsrelay.delivery.operator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;

/**
 * What waits for a destination.
 *
 * @param destination the destination
 * @param configured whether it is configured; no lane delivers to one that is not
 * @param pending how many deliveries are pending
 * @param oldest when the oldest message among them was received; {@code null} if none
 * @param dead how many dead letters there are that are not acknowledged
 */
public record DestinationBacklog(Destination destination, boolean configured, long pending, @Nullable Instant oldest,
		long dead) {
}

package io.onsrelay.admin;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.operator.DestinationBacklog;

/**
 * A destination in a response of the API.
 *
 * @param destination kind and name
 * @param configured whether it is configured; what waits for one that is not is not
 * delivered
 * @param pending how many deliveries are pending
 * @param oldest when the oldest message among them was received; {@code null} if none
 * @param dead how many dead letters there are that are not acknowledged
 */
record DestinationView(String destination, boolean configured, long pending, @Nullable Instant oldest, long dead) {

	static DestinationView of(DestinationBacklog backlog) {
		return new DestinationView(backlog.destination().toString(), backlog.configured(), backlog.pending(),
				backlog.oldest(), backlog.dead());
	}

}

package io.onsrelay.admin.destinations;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.destination.DestinationPause;
import io.onsrelay.delivery.destination.DestinationReport;
import io.onsrelay.delivery.destination.DestinationState;

/**
 * A destination in a response of the API.
 *
 * @param destination kind and name
 * @param configured whether it is configured; what waits for one that is not is not
 * delivered
 * @param state what it is doing: working, rate_limited, down, paused or removed
 * @param pause who has paused it; {@code null} if it is not paused
 * @param circuit the state of its circuit at the replica that responds: closed, half_open
 * or open; {@code null} if it is not called
 * @param probeAt when it is probed next; {@code null} unless the circuit is open
 * @param waitsUntil until when it is not called because of its rate or its
 * {@code Retry-After}
 * @param intervalMillis the time between two calls, in milliseconds; zero if its rate is
 * not limited
 * @param inFlight how many calls of the replica that responds are in flight
 * @param pending how many deliveries are pending
 * @param oldest when the oldest message among them was received; {@code null} if none
 * @param dead how many dead letters there are that are not acknowledged
 * @param lastDelivery the last delivery; {@code null} if none is known
 * @param lastFailure the last call that failed; {@code null} if none is known
 */
record DestinationView(String destination, boolean configured, String state, @Nullable DestinationPause pause,
		@Nullable String circuit, @Nullable Instant probeAt, @Nullable Instant waitsUntil, long intervalMillis,
		int inFlight, long pending, @Nullable Instant oldest, long dead, @Nullable LastDeliveryView lastDelivery,
		DestinationReport.@Nullable LastFailure lastFailure) {

	static DestinationView of(DestinationReport report) {
		DestinationReport.Circuit circuit = report.circuit();
		DestinationReport.LastDelivery last = report.lastDelivery();
		return new DestinationView(report.destination().toString(), report.state() != DestinationState.REMOVED,
				report.state().name().toLowerCase(Locale.ROOT), report.pause(),
				(circuit != null) ? circuit.state() : null, (circuit != null) ? circuit.probeAt() : null,
				report.waitsUntil(), report.interval().toMillis(), report.inFlight(), report.pending(), report.oldest(),
				report.dead(), (last != null) ? new LastDeliveryView(last.at(), last.lag().toMillis()) : null,
				report.lastFailure());
	}

	/**
	 * The last delivery.
	 *
	 * @param at when it was
	 * @param lagMillis how long after the receipt of its message, in milliseconds
	 */
	record LastDeliveryView(Instant at, long lagMillis) {
	}

}

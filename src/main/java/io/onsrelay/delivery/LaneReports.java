package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.onsrelay.delivery.policy.CircuitState;
import io.onsrelay.notifier.Destination;

/**
 * What the lanes of this replica tell about themselves.
 */
public final class LaneReports {

	private final Map<Destination, Supplier<LaneReport>> lanes = new ConcurrentHashMap<>();

	/**
	 * Adds a lane.
	 * @param destination its destination
	 * @param report tells what it does now, at once
	 */
	public void add(Destination destination, Supplier<LaneReport> report) {
		this.lanes.put(destination, report);
	}

	/**
	 * Return what the lane of a destination does now.
	 * @param destination the destination
	 * @return the report; empty if this replica has no such lane
	 */
	public Optional<LaneReport> of(Destination destination) {
		return Optional.ofNullable(this.lanes.get(destination)).map(Supplier::get);
	}

	/**
	 * What a lane does.
	 *
	 * @param circuit the state of its circuit
	 * @param probeAt when the destination is probed next; meaningless unless the circuit
	 * is open
	 * @param interval the time between two calls; zero for no limit
	 * @param inFlight how many calls are in flight
	 */
	public record LaneReport(CircuitState circuit, Instant probeAt, Duration interval, int inFlight) {
	}

}

package io.onsrelay.delivery.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.onsrelay.notifier.Destination;
import io.onsrelay.timing.SteadyClock;

/**
 * A process of the simulation: its lanes, its clock and its calls in flight. All of them
 * are gone when it is killed.
 */
final class SimulatedProcess {

	final SteadyClock clock;

	final LaneWiring wiring;

	final Map<Destination, Lane> lanes = new LinkedHashMap<>();

	final List<Call> inFlight = new ArrayList<>();

	SimulatedProcess(SteadyClock clock, LaneWiring wiring) {
		this.clock = clock;
		this.wiring = wiring;
	}

	/**
	 * A call in flight.
	 *
	 * @param destination the destination
	 * @param task makes it
	 * @param begunAt when it began, in nanoseconds
	 */
	record Call(Destination destination, Runnable task, long begunAt) {
	}

}

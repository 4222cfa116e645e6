package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.delivery.queue.DueTimeRepair;
import io.onsrelay.timing.SteadyClock;

/**
 * Notices that the clock was set, and shifts due times by as much. Where replicas share a
 * store, they go by the clock of the database, and no replica shifts what another wrote.
 */
final class ClockStepHandler {

	private final Logger logger = LoggerFactory.getLogger(ClockStepHandler.class);

	private final DueTimeRepair dueTimes;

	private final SteadyClock clock;

	ClockStepHandler(DueTimeRepair dueTimes, SteadyClock clock) {
		this.dueTimes = dueTimes;
		this.clock = clock;
	}

	/**
	 * Follows the clock, at one moment for all due times.
	 * @return by how much due times were shifted; empty if they were not
	 */
	synchronized Optional<Duration> followClock() {
		if (!this.dueTimes.isAllowed()) {
			this.clock.follow();
			return Optional.empty();
		}
		Optional<Duration> jump = this.clock.jump();
		jump.ifPresent((by) -> {
			this.dueTimes.shift(by, this.clock::follow);
			this.logger.warn("The clock was set by {} s; due times are shifted by as much", by.toMillis() / 1000.0);
		});
		return jump;
	}

}

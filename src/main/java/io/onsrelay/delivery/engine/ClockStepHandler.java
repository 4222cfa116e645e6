package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.delivery.queue.ClockOffset;
import io.onsrelay.timing.SteadyClock;

/**
 * Notices that the clock was set, and moves the offset of the clock that due times are
 * written with. That clock runs evenly also before the new offset is on disk, so it does
 * not matter when a commit comes, or whether another replica was first.
 */
final class ClockStepHandler {

	/**
	 * How often to look whether another replica has moved the offset.
	 */
	private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

	private final Logger logger = LoggerFactory.getLogger(ClockStepHandler.class);

	private final ClockOffset offsets;

	private final SteadyClock clock;

	private Duration known = Duration.ZERO;

	private @Nullable Instant lookAt;

	ClockStepHandler(ClockOffset offsets, SteadyClock clock) {
		this.offsets = offsets;
		this.clock = clock;
	}

	/**
	 * Follows the clock, and what other replicas have noticed.
	 * @throws io.onsrelay.store.StoreUnavailableException if the offset can't be read or
	 * written now: the next call does it
	 */
	synchronized void followClock() {
		if (this.clock.step().isEmpty() && this.lookAt != null && this.clock.instant().isBefore(this.lookAt)) {
			return;
		}
		Duration stored = this.offsets.read();
		if (!stored.equals(this.known)) {
			this.clock.setOffset(stored);
			this.known = stored;
		}
		this.lookAt = this.clock.instant().plus(LOOK_INTERVAL);
		Optional<Duration> step = this.clock.step();
		if (step.isPresent()) {
			move(stored, stored.plusMillis(step.get().toMillis()));
		}
	}

	private void move(Duration stored, Duration offset) {
		if (this.offsets.replace(stored, offset)) {
			this.clock.setOffset(offset);
			this.known = offset;
			this.logger.warn("The clock was set by {} s; due times keep their distance",
					offset.minus(stored).toMillis() / 1000.0);
		}
	}

}

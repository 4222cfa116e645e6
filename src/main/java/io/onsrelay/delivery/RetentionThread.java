package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicWorker;

/**
 * Runs the retention, from the start of the service to its end.
 */
final class RetentionThread {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration UNAVAILABLE_RETRY = Duration.ofMinutes(1);

	private final Retention retention;

	private final Clock clock;

	private final PeriodicWorker work;

	RetentionThread(Retention retention, Clock clock) {
		this.retention = retention;
		this.clock = clock;
		this.work = new PeriodicWorker("retention", this::run, clock);
	}

	private Optional<Instant> run() {
		try {
			return Optional.of(this.retention.runOnce());
		}
		// The store says itself that it is away, once.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(UNAVAILABLE_RETRY));
		}
	}

	void start() {
		this.work.start();
	}

	void stop() {
		this.work.stop(STOP_TIMEOUT);
	}

}

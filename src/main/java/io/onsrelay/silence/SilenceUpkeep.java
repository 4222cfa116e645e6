package io.onsrelay.silence;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicService;

/**
 * Counts the active silences for a gauge, and deletes those that are older than the
 * messages that are kept.
 */
final class SilenceUpkeep extends PeriodicService {

	private static final Duration ROUND = Duration.ofSeconds(15);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Store store;

	private final Duration retention;

	private final Clock clock;

	private final SilenceTable table = new SilenceTable();

	private volatile int active;

	private Instant forgottenAt = Instant.EPOCH;

	/**
	 * Creates it.
	 * @param store where silences are kept
	 * @param retention how long messages are kept
	 * @param registry gets the gauge
	 * @param clock tells which silences are active
	 */
	SilenceUpkeep(Store store, Duration retention, MeterRegistry registry, Clock clock) {
		super("silences", STOP_TIMEOUT, clock);
		this.store = store;
		this.retention = retention;
		this.clock = clock;
		Gauge.builder(SilenceMeters.ACTIVE.getName(), () -> this.active)
			.description("Silences that hold back messages now")
			.strongReference(true)
			.register(registry);
	}

	@Override
	protected Optional<Instant> run() {
		try {
			runOnce();
		}
		catch (StoreUnavailableException ex) {
			// The store logs once that it is unavailable.
		}
		return Optional.of(this.clock.instant().plus(ROUND));
	}

	/**
	 * Counts, and once a day deletes.
	 */
	void runOnce() {
		Instant now = this.clock.instant();
		this.active = this.store.read((jdbc) -> this.table.countActive(jdbc, now));
		if (Duration.between(this.forgottenAt, now).abs().compareTo(Duration.ofDays(1)) >= 0) {
			this.store.write((jdbc) -> this.table.forget(jdbc, now.minus(this.retention)));
			this.forgottenAt = now;
		}
	}

}

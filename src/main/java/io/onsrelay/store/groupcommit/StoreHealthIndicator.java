package io.onsrelay.store.groupcommit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Reports whether a message could be stored now, by committing a row. Only a write finds
 * a full or read-only disk.
 */
final class StoreHealthIndicator extends AbstractHealthIndicator {

	/**
	 * How long a result is reused, so that frequent requests do not wear out the disk.
	 */
	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);

	private final Store store;

	private final Clock clock;

	private Instant probedAt = Instant.EPOCH;

	private Health health = Health.unknown().build();

	StoreHealthIndicator(Store store, Clock clock) {
		super("The store can't be written");
		this.store = store;
		this.clock = clock;
	}

	@Override
	protected synchronized void doHealthCheck(Health.Builder builder) {
		Instant now = this.clock.instant();
		if (!now.isBefore(this.probedAt.plus(TIME_TO_LIVE)) || now.isBefore(this.probedAt)) {
			this.health = probe(now);
			this.probedAt = now;
		}
		builder.status(this.health.getStatus()).withDetails(this.health.getDetails());
	}

	private Health probe(Instant now) {
		try {
			this.store.write((jdbc) -> jdbc.sql("UPDATE store_probe SET written_at = :now")
				.param("now", now.toEpochMilli())
				.update());
			return Health.up().build();
		}
		catch (StoreUnavailableException ex) {
			return Health.down().withDetail("reason", String.valueOf(ex.getMessage())).build();
		}
	}

}

package io.onsrelay.store.groupcommit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Says whether a message could be kept now, by committing something. A full or read-only
 * disk can't be told otherwise.
 */
final class StoreHealthIndicator extends AbstractHealthIndicator {

	/**
	 * Answers are kept this long, so that nobody can wear out the disk by asking.
	 */
	private static final Duration FRESH = Duration.ofSeconds(1);

	private final Store store;

	private final Clock clock;

	private Instant askedAt = Instant.EPOCH;

	private Health answer = Health.unknown().build();

	StoreHealthIndicator(Store store, Clock clock) {
		super("The store can't be written");
		this.store = store;
		this.clock = clock;
	}

	@Override
	protected synchronized void doHealthCheck(Health.Builder builder) {
		Instant now = this.clock.instant();
		if (!now.isBefore(this.askedAt.plus(FRESH)) || now.isBefore(this.askedAt)) {
			this.answer = ask(now);
			this.askedAt = now;
		}
		builder.status(this.answer.getStatus()).withDetails(this.answer.getDetails());
	}

	private Health ask(Instant now) {
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

package io.onsrelay.relay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.core.NestedExceptionUtils;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Reports whether a message could be stored now, by an {@link AcceptTrial}.
 */
final class StoreHealthIndicator extends AbstractHealthIndicator {

	/**
	 * How long a result is reused, so that frequent requests do not wear out the disk.
	 */
	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(1);

	private final Logger logger = LoggerFactory.getLogger(StoreHealthIndicator.class);

	private final Store store;

	private final AcceptWork work;

	private final Set<Destination> written;

	private final Clock clock;

	private Instant probedAt = Instant.EPOCH;

	private Health health = Health.unknown().build();

	private boolean refused;

	/**
	 * Creates the indicator.
	 * @param written the destinations that the work writes to
	 */
	StoreHealthIndicator(Store store, AcceptWork work, Set<Destination> written, Clock clock) {
		super("The store can't be written");
		this.store = store;
		this.work = work;
		this.written = Set.copyOf(written);
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
			this.store.write(new AcceptTrial(this.work, this.written, now, this.store.isShared()));
			logRecovery();
			return Health.up().build();
		}
		// The writer has logged it
		catch (StoreUnavailableException ex) {
			return Health.down().withDetail("reason", String.valueOf(ex.getMessage())).build();
		}
		// Whatever refuses the trial refuses every message
		catch (RuntimeException ex) {
			logRefusal(ex);
			return Health.down().withDetail("reason", reason(ex)).build();
		}
	}

	/**
	 * Return what the database says, in one line: the next ones may be values.
	 */
	static String reason(RuntimeException ex) {
		return String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage())
			.lines()
			.findFirst()
			.orElse("no reason is given");
	}

	private void logRefusal(RuntimeException ex) {
		if (!this.refused) {
			this.refused = true;
			this.logger.error("No message can be stored, so nothing is acknowledged until one can: {}", reason(ex));
			this.logger.debug("What refuses messages", ex);
		}
	}

	private void logRecovery() {
		if (this.refused) {
			this.refused = false;
			this.logger.info("Messages can be stored again");
		}
	}

}

package io.onsrelay.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicService;

/**
 * Deletes records of the audit log whose retention is over, in small batches, so that
 * other writers do not wait for it.
 */
final class AuditRetention extends PeriodicService {

	/**
	 * How many records one unit of work deletes.
	 */
	private static final int BATCH = 100;

	/**
	 * How long the writer is free for others between two batches.
	 */
	private static final Duration BATCH_PAUSE = Duration.ofMillis(50);

	private static final Duration ROUND = Duration.ofHours(1);

	/**
	 * How long to wait when the store is unavailable.
	 */
	private static final Duration UNAVAILABLE_RETRY = Duration.ofMinutes(1);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Logger logger = LoggerFactory.getLogger(AuditRetention.class);

	private final AuditCut cut;

	private final @Nullable Duration retention;

	private final Clock clock;

	/**
	 * The checkpoint at which the log could not be cut.
	 */
	private long refused = -1;

	AuditRetention(AuditCut cut, @Nullable Duration retention, Clock clock) {
		super("audit-retention", STOP_TIMEOUT, clock);
		this.cut = cut;
		this.retention = retention;
		this.clock = clock;
	}

	@Override
	protected Optional<Instant> run() {
		Duration retention = this.retention;
		if (retention == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(runOnce(retention));
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(UNAVAILABLE_RETRY));
		}
	}

	/**
	 * Deletes one batch, and cuts where nothing is left to delete.
	 * @param retention how long records are kept
	 * @return when to go on
	 * @throws StoreUnavailableException if nothing can be deleted now
	 */
	Instant runOnce(Duration retention) {
		Instant now = this.clock.instant();
		if (this.cut.deleteNext(BATCH) > 0) {
			return now.plus(BATCH_PAUSE);
		}
		Optional<AuditCut.Point> point = this.cut.find(now.minus(retention).toEpochMilli());
		return point.map(this::cut).orElse(false) ? now.plus(BATCH_PAUSE) : now.plus(ROUND);
	}

	private boolean cut(AuditCut.Point point) {
		if (this.cut.cut(point)) {
			this.logger.info("The audit log is cut at checkpoint {}: its first {} records are deleted", point.number(),
					point.head().size());
			return true;
		}
		if (this.refused != point.number()) {
			this.refused = point.number();
			this.logger.error("The audit log is not cut at checkpoint {}, since the leaves before it do not have its "
					+ "root: run \"audit verify\", which says what was altered", point.number());
		}
		return false;
	}

}

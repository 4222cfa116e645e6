package io.onsrelay.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicService;

/**
 * Makes records leaves that did not become leaves in their own commit: all records of a
 * shared store, and those of an earlier version.
 */
final class AuditSealer extends PeriodicService {

	/**
	 * How many records one unit of work seals. Other units wait for it meanwhile.
	 */
	private static final int BATCH = 500;

	/**
	 * How often replicas look. No record is older when it is sealed, unless the store is
	 * busy.
	 */
	private static final Duration PAUSE = Duration.ofMillis(500);

	/**
	 * How long to wait when the store is unavailable.
	 */
	private static final Duration UNAVAILABLE_RETRY = Duration.ofSeconds(5);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final AuditLog log;

	private final Store store;

	private final AuditMetrics metrics;

	private final Clock clock;

	AuditSealer(AuditLog log, Store store, AuditMetrics metrics, Clock clock) {
		super("audit-sealer", STOP_TIMEOUT, clock);
		this.log = log;
		this.store = store;
		this.metrics = metrics;
		this.clock = clock;
	}

	private Optional<Instant> look() {
		Optional<Instant> oldest = this.store.read(AuditLog::oldestUnsealed);
		this.metrics.waiting(oldest.orElse(Instant.MAX));
		return oldest;
	}

	@Override
	protected Optional<Instant> run() {
		try {
			for (Optional<Instant> oldest = look(); oldest.isPresent(); oldest = look()) {
				this.store.write(AuditLog.sealing((jdbc) -> this.log.sealNext(jdbc, BATCH)));
			}
			return this.store.isShared() ? Optional.of(this.clock.instant().plus(PAUSE)) : Optional.empty();
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(UNAVAILABLE_RETRY));
		}
	}

}

package io.onsrelay.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.Outbox;
import io.onsrelay.journal.Journal;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.timing.PeriodicService;

/**
 * Deletes messages whose retention is over, with their deliveries and attempts, in small
 * batches, so that other writers do not wait for it. Messages with pending deliveries
 * stay; dead letters are deleted with their messages.
 */
final class Retention extends PeriodicService {

	/**
	 * How many messages one unit of work deletes.
	 */
	private static final int BATCH = 100;

	/**
	 * How long the writer is free for others between two batches.
	 */
	private static final Duration BATCH_PAUSE = Duration.ofMillis(50);

	/**
	 * How often to look for expired messages.
	 */
	private static final Duration ROUND = Duration.ofMinutes(10);

	/**
	 * Prevents lock conflicts between replicas that would delete the same messages.
	 */
	private static final Set<String> LOCK = Set.of("retention");

	/**
	 * How long to wait when the store is unavailable.
	 */
	private static final Duration UNAVAILABLE_RETRY = Duration.ofMinutes(1);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private final Logger logger = LoggerFactory.getLogger(Retention.class);

	private final Journal journal;

	private final Outbox outbox;

	private final Store store;

	private final Duration retention;

	private final Clock clock;

	/**
	 * How many expired messages of this round have pending deliveries.
	 */
	private long skipped;

	private long deleted;

	/**
	 * Creates the retention.
	 * @param journal where messages expire
	 * @param outbox tells which messages have pending deliveries
	 * @param store where both are kept
	 * @param retention how long messages are kept after their receipt
	 * @param clock tells what is expired
	 */
	Retention(Journal journal, Outbox outbox, Store store, Duration retention, Clock clock) {
		super("retention", STOP_TIMEOUT, clock);
		this.journal = journal;
		this.outbox = outbox;
		this.store = store;
		this.retention = retention;
		this.clock = clock;
	}

	@Override
	protected Optional<Instant> run() {
		try {
			return Optional.of(runOnce());
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(UNAVAILABLE_RETRY));
		}
	}

	/**
	 * Deletes one batch.
	 * @return when to go on
	 * @throws StoreUnavailableException if nothing can be deleted now
	 */
	Instant runOnce() {
		Instant now = this.clock.instant();
		List<Long> expired = this.journal.expired(now.minus(this.retention), this.skipped, BATCH);
		if (!expired.isEmpty()) {
			int deleted = this.store.write(UnitOfWork.locking(LOCK, (jdbc) -> delete(jdbc, expired)));
			this.deleted += deleted;
			this.skipped += expired.size() - deleted;
		}
		int forgotten = this.journal.forgetKeys(now, BATCH);
		this.store.reclaimSpace();
		if (expired.size() == BATCH || forgotten == BATCH) {
			return now.plus(BATCH_PAUSE);
		}
		endRound();
		return now.plus(ROUND);
	}

	private int delete(JdbcClient jdbc, List<Long> expired) {
		List<Long> done = new ArrayList<>(expired);
		done.removeAll(this.outbox.pendingAmong(jdbc, expired));
		return this.journal.delete(jdbc, done);
	}

	/**
	 * Ends a round. The next one looks again at the messages that were skipped.
	 */
	private void endRound() {
		if (this.deleted > 0) {
			this.logger.info("{} messages were deleted, received more than {} ago", this.deleted, this.retention);
		}
		this.skipped = 0;
		this.deleted = 0;
	}

}

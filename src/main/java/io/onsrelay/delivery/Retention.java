package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.journal.Journal;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * Deletes messages that have been kept long enough, with their deliveries and attempts,
 * little by little, so that nobody who writes waits for it. What is still to be delivered
 * is left; dead letters go with their messages.
 */
final class Retention {

	/**
	 * How many messages one unit of work deletes.
	 */
	private static final int BATCH = 100;

	/**
	 * How long others have the writer to themselves between two batches.
	 */
	private static final Duration BATCH_PAUSE = Duration.ofMillis(50);

	/**
	 * How often to look for what has become old.
	 */
	private static final Duration ROUND = Duration.ofMinutes(10);

	/**
	 * Replicas that delete the same at once would get into each other's way.
	 */
	private static final Set<String> LOCK = Set.of("retention");

	private final Logger logger = LoggerFactory.getLogger(Retention.class);

	private final Journal journal;

	private final Outbox outbox;

	private final Store store;

	private final Duration retention;

	private final Clock clock;

	/**
	 * How many were passed over in this round, since they are still to be delivered.
	 */
	private long skipped;

	private long deleted;

	Retention(Journal journal, Outbox outbox, Store store, Duration retention, Clock clock) {
		this.journal = journal;
		this.outbox = outbox;
		this.store = store;
		this.retention = retention;
		this.clock = clock;
	}

	/**
	 * Deletes one batch.
	 * @return when to go on
	 * @throws io.onsrelay.store.StoreUnavailableException if nothing can be deleted now
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
	 * The next round looks at those again that were still to be delivered.
	 */
	private void endRound() {
		if (this.deleted > 0) {
			this.logger.info("{} messages were deleted, received more than {} ago", this.deleted, this.retention);
		}
		this.skipped = 0;
		this.deleted = 0;
	}

}

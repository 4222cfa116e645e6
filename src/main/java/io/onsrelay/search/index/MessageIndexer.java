package io.onsrelay.search.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.search.index.IndexTable.Snapshot;
import io.onsrelay.store.Store;
import io.onsrelay.store.StoreLoad;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicService;

/**
 * Indexes messages behind ingest, a batch at a time, and deletes the entries of those
 * that have expired. Between two batches it leaves the processor and the writer to others
 * for nine times as long as the last batch took, so it takes a tenth of one processor at
 * most, and a busy store slows it down, not the other way round: while the store is busy
 * writing, it pauses longer. Of several replicas one does so.
 */
final class MessageIndexer extends PeriodicService {

	/**
	 * How many messages one unit of work indexes.
	 */
	static final int BATCH = 64;

	/**
	 * How many entries one unit of work deletes.
	 */
	private static final int DELETED = 200;

	/**
	 * How many digests one unit of work deletes.
	 */
	private static final int DELETED_TERMS = 2_000;

	/**
	 * How many entries are looked at at once for expired messages.
	 */
	private static final int SWEPT = 20_000;

	private static final Duration ROUND = Duration.ofSeconds(1);

	private static final Duration SWEEP_ROUND = Duration.ofSeconds(10);

	private static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

	private static final int PAUSES = 9;

	/**
	 * Beside a busy store: what senders wait for goes first.
	 */
	private static final int BUSY_PAUSES = 24;

	private final Logger logger = LoggerFactory.getLogger(MessageIndexer.class);

	private final IndexTable table;

	private final Store store;

	private final Journal journal;

	private final EntryMaker entries;

	private final SearchMetrics metrics;

	private final StoreLoad load;

	private final Clock clock;

	private final String holder = UUID.randomUUID().toString();

	private Instant claimedUntil = Instant.MIN;

	/** When all transactions below its {@code next} have ended, its newest is settled. */
	private Snapshot horizon = new Snapshot(0, 0, Long.MAX_VALUE);

	private long settled;

	private Instant nextSweep = Instant.MIN;

	private long swept;

	/**
	 * Creates an indexer that is not started.
	 * @param store the store
	 * @param journal where messages are read
	 * @param presenter presents them without secrets
	 * @param metrics shows how far behind the index is
	 * @param clock the clock
	 */
	MessageIndexer(Store store, Journal journal, Presenter presenter, SearchMetrics metrics, Clock clock) {
		super("message-index", STOP_TIMEOUT, clock);
		this.table = new IndexTable(store);
		this.store = store;
		this.journal = journal;
		this.entries = new EntryMaker(presenter);
		this.metrics = metrics;
		this.clock = clock;
		this.load = new StoreLoad(store);
	}

	@Override
	protected Optional<Instant> run() {
		try {
			return Optional.of(runOnce());
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			this.logger.debug("Messages can't be indexed now", ex);
			return Optional.of(this.clock.instant().plus(ROUND));
		}
	}

	/**
	 * Indexes one batch, or deletes one.
	 * @return when to go on
	 * @throws StoreUnavailableException if the store can't be used now
	 */
	Instant runOnce() {
		Instant start = this.clock.instant();
		IndexState state = this.store.read(IndexTable::state);
		if (state.format() != IndexTable.FORMAT) {
			this.logger.info("The index of messages is built anew, since this release writes another one");
			this.table.rebuild();
			return start;
		}
		settle();
		List<Long> seqs = this.table.next(state, BATCH);
		this.metrics.behind(Math.max(0, this.horizon.newest() - Math.max(state.indexedTo(), last(seqs))));
		if (seqs.isEmpty()) {
			advance(state);
			return sweep(start);
		}
		if (!mayWrite(start)) {
			return start.plus(ROUND);
		}
		if (!index(seqs, state)) {
			return start.plus(ROUND);
		}
		if (seqs.size() < BATCH) {
			return sweep(start);
		}
		this.metrics.behind(Math.max(0, this.horizon.newest() - Math.max(state.indexedTo(), last(seqs))));
		return this.clock.instant().plus(pause(start));
	}

	private static long last(List<Long> seqs) {
		return seqs.isEmpty() ? 0 : seqs.getLast();
	}

	private Duration pause(Instant start) {
		return pause(Duration.between(start, this.clock.instant()), this.load.busy());
	}

	static Duration pause(Duration worked, boolean busy) {
		Duration pause = worked.multipliedBy(busy ? BUSY_PAUSES : PAUSES);
		return (pause.compareTo(SHORTEST_PAUSE) > 0) ? pause : SHORTEST_PAUSE;
	}

	/**
	 * Moves the number up to which no transaction can add a message any more. On SQLite
	 * there is one writer, so that is the newest.
	 */
	private void settle() {
		Snapshot now = this.table.snapshot();
		if (!this.store.isShared()) {
			this.settled = now.newest();
			this.horizon = now;
		}
		else if (now.oldestRunning() >= this.horizon.next()) {
			this.settled = Math.max(this.settled, this.horizon.newest());
			this.horizon = now;
		}
		else if (this.horizon.newest() == 0) {
			this.horizon = now;
		}
	}

	private boolean mayWrite(Instant now) {
		if (!this.store.isShared() || now.plus(IndexTable.LEASE.dividedBy(2)).isBefore(this.claimedUntil)) {
			return true;
		}
		boolean claimed = this.table.claim(this.holder, now);
		this.claimedUntil = claimed ? now.plus(IndexTable.LEASE) : Instant.MIN;
		return claimed;
	}

	private boolean index(List<Long> seqs, IndexState state) {
		// What is indexed anew may have lost its body, which memory still has
		Map<Long, Message> messages = (seqs.getFirst() <= state.rebuildTo()) ? this.journal.readOnce(seqs)
				: this.journal.find(seqs);
		List<IndexEntry> made = seqs.stream()
			.filter(messages::containsKey)
			.map((seq) -> this.entries.entry(seq, Objects.requireNonNull(messages.get(seq))))
			.toList();
		long position = Math.max(state.position(), Math.min(seqs.getLast(), settledOr(state)));
		return this.table.write(made, state, new IndexState(IndexTable.FORMAT, position,
				Math.max(state.indexedTo(), seqs.getLast()), (position >= state.rebuildTo()) ? 0 : state.rebuildTo()));
	}

	// What is indexed already had settled before
	private long settledOr(IndexState state) {
		return Math.max(this.settled, state.rebuildTo());
	}

	/**
	 * Moves the position over what is indexed, so that the next round does not look at it
	 * again. The last replica's round is enough for that, and a quiet store is not
	 * written.
	 */
	private void advance(IndexState state) {
		boolean far = this.settled - state.position() > BATCH;
		boolean rebuilt = state.rebuildTo() > 0;
		if ((far || rebuilt) && mayWrite(this.clock.instant())) {
			long position = Math.max(Math.max(state.position(), this.settled), state.rebuildTo());
			this.table.write(List.of(), state,
					new IndexState(IndexTable.FORMAT, position, Math.max(state.indexedTo(), this.settled), 0));
		}
	}

	private Instant sweep(Instant now) {
		Instant later = now.plus(ROUND);
		if (now.isBefore(this.nextSweep) || !mayDelete(now)) {
			return later;
		}
		long end = this.swept + SWEPT;
		List<Long> expired = this.table.expired(this.swept, end, DELETED);
		if (!expired.isEmpty()) {
			this.table.delete(expired);
		}
		int terms = this.table.deleteTerms(DELETED_TERMS);
		if (expired.size() == DELETED || terms == DELETED_TERMS) {
			return this.clock.instant().plus(pause(now));
		}
		this.nextSweep = now.plus(SWEEP_ROUND);
		this.swept = (end >= this.horizon.newest()) ? 0 : end;
		return later;
	}

	// The replica that indexes deletes as well; where nothing was indexed for long, any
	// does
	private boolean mayDelete(Instant now) {
		return !this.store.isShared() || now.isBefore(this.claimedUntil) || mayWrite(now);
	}

}

package io.onsrelay.search.index;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.TestClock;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.presentation.Presenters;
import io.onsrelay.store.Store;
import io.onsrelay.store.TestStore;

/**
 * A journal with its index, for tests.
 */
public final class IndexFixture {

	private final TestClock clock = TestClock.standing();

	private final Presenter presenter = Presenters.standard();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final SearchMetrics metrics = new SearchMetrics(this.meters);

	private final TestStore store;

	private final Journal journal;

	private final MessageIndexer indexer;

	public IndexFixture(TestStore store) {
		this.store = store;
		this.journal = new Journal(store, new MessageParser(), Duration.ofDays(7));
		this.indexer = indexer();
	}

	/**
	 * Return an indexer of a process that starts after the last one has ended.
	 */
	MessageIndexer indexer() {
		this.clock.move(IndexTable.LEASE.plusSeconds(1));
		return replica();
	}

	/**
	 * Return an indexer of another process beside the last one.
	 */
	MessageIndexer replica() {
		return new MessageIndexer(this.store, this.journal, this.presenter, this.metrics, this.clock);
	}

	public Journal journal() {
		return this.journal;
	}

	public Presenter presenter() {
		return this.presenter;
	}

	public TestClock clock() {
		return this.clock;
	}

	public IndexTable table() {
		return new IndexTable(this.store);
	}

	public double behind() {
		return this.meters.get("relay.search.behind").gauge().value();
	}

	public long append(Message message) {
		return append(List.of(message)).getFirst();
	}

	public List<Long> append(List<Message> messages) {
		return this.store.write((jdbc) -> this.journal.append(jdbc, messages))
			.stream()
			.filter(OptionalLong::isPresent)
			.map(OptionalLong::getAsLong)
			.toList();
	}

	/**
	 * Indexes all that is there.
	 */
	public void index() {
		this.clock.move(IndexTable.LEASE.plusSeconds(1));
		index(this.indexer, this.store);
	}

	void index(MessageIndexer some, Store where) {
		for (int round = 0; round < 100_000; round++) {
			some.runOnce();
			IndexState state = where.read(IndexTable::state);
			long newest = where
				.read((jdbc) -> jdbc.sql("SELECT coalesce(max(seq), 0) FROM message").query(Long.class).single());
			if (state.indexedTo() >= newest && state.rebuildTo() == 0) {
				return;
			}
		}
		throw new AssertionError("The index does not become complete: " + where.read(IndexTable::state));
	}

}

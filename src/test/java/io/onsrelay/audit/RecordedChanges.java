package io.onsrelay.audit;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import io.onsrelay.event.MessageIds;
import io.onsrelay.store.Store;

/**
 * The changes of operators that a store has records of.
 */
public final class RecordedChanges {

	/**
	 * Two records of one id would be one.
	 */
	private static final AtomicLong SEEDS = new AtomicLong();

	private RecordedChanges() {
	}

	/**
	 * Return what records changes in a store.
	 */
	public static OperatorChanges into(Store store, Clock clock) {
		return new OperatorChanges(new AuditLog(store::isShared),
				new MessageIds(clock, new Random(SEEDS.incrementAndGet()))::next, clock);
	}

	/**
	 * Return the records, as JSON, the oldest first.
	 */
	public static List<String> of(Store store) {
		return store
			.read((jdbc) -> jdbc.sql("SELECT body FROM audit_record WHERE kind = 'OPERATOR_CHANGE' ORDER BY seq")
				.query((row, _) -> new String(row.getBytes("body"), StandardCharsets.UTF_8))
				.list());
	}

}

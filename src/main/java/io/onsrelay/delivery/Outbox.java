package io.onsrelay.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.queue.OrderingLock;
import io.onsrelay.store.Portions;

/**
 * The transactional outbox: one row for each delivery, that is, for each destination of
 * each message, or of each part of a batch, from its acceptance to its end.
 * <p>
 * Of the pending deliveries to one destination with one ordering key, only the first has
 * a due time; the others wait, and the unit of work that completes the first makes the
 * next one due. So a claim finds what is due without looking for the head of any key, and
 * a key that fails delays only itself. While a delivery is claimed it has a lease, until
 * whose end no other lane claims it: if the holder dies, another one does.
 */
public final class Outbox {

	private static final String ENQUEUE = """
			INSERT INTO delivery (message_seq, destination, route, ordering_key, occurred_at, received_at, part, records,
				pending_since, state, due_at)
			SELECT target.column1, target.column2, target.column3, target.column4, target.column5, target.column6,
				target.column7, target.column8, :now,
				'pending', CASE WHEN target.column9 > 0 OR EXISTS (
					SELECT 1 FROM delivery
					WHERE destination = target.column2 AND ordering_key = target.column4 AND state = 'pending')
				THEN NULL ELSE :now END
			FROM (VALUES :targets) AS target
			""";

	private static final String LAST_PARTS = """
			SELECT message_seq, destination, max(part) AS part FROM delivery
			WHERE message_seq IN (:seqs) GROUP BY message_seq, destination
			""";

	private static final String PENDING_AMONG = """
			SELECT DISTINCT message_seq FROM delivery WHERE message_seq IN (:seqs) AND state = 'pending'
			""";

	private final Clock clock;

	/**
	 * Creates the outbox.
	 * @param clock tells what is due
	 */
	public Outbox(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Return the lock that a unit of work takes to add a delivery.
	 * @param orderingKey the ordering key of the delivery
	 * @return the name of the lock
	 */
	public static String lock(String orderingKey) {
		return OrderingLock.of(orderingKey);
	}

	/**
	 * Adds the deliveries of messages.
	 * @param jdbc the unit of work to take part in, the one that appends the messages; it
	 * holds the {@link #lock} of each
	 * @param entries the deliveries, in the order of the messages' numbers
	 */
	void enqueue(JdbcClient jdbc, List<OutboxEntry> entries) {
		List<Object[]> targets = new ArrayList<>();
		Map<List<String>, Integer> ahead = new HashMap<>();
		entries.forEach((entry) -> targets.add(target(entry, ahead)));
		Portions.of(targets)
			.forEach((some) -> jdbc.sql(ENQUEUE).param("targets", some).param("now", this.clock.millis()).update());
	}

	/**
	 * Adds deliveries of messages that were accepted before. Their parts are numbered
	 * anew: meanwhile the destination may have got others.
	 * @param jdbc the unit of work to take part in; it holds the {@link #lock} of each
	 * @param entries the deliveries, in the order of acceptance
	 */
	public void enqueueLater(JdbcClient jdbc, List<OutboxEntry> entries) {
		if (entries.isEmpty()) {
			return;
		}
		Map<List<Object>, Integer> last = new HashMap<>();
		jdbc.sql(LAST_PARTS)
			.param("seqs", entries.stream().map(OutboxEntry::messageSeq).distinct().toList())
			.query((row, _) -> Map.entry(List.<Object>of(row.getLong("message_seq"), row.getString("destination")),
					row.getInt("part")))
			.list()
			.forEach((part) -> last.put(part.getKey(), part.getValue() + 1));
		enqueue(jdbc, entries.stream()
			.map((entry) -> entry
				.withPart(last.merge(List.of(entry.messageSeq(), entry.destination().toString()), 1, Integer::sum) - 1))
			.toList());
	}

	/**
	 * Return the values of a delivery. The last one counts the deliveries ahead of it in
	 * its ordering key that the same statement adds, and therefore does not see.
	 */
	private static Object[] target(OutboxEntry entry, Map<List<String>, Integer> ahead) {
		String destination = entry.destination().toString();
		return new Object[] { entry.messageSeq(), destination, entry.route(), entry.orderingKey(),
				entry.occurredAt().toEpochMilli(), entry.receivedAt().toEpochMilli(), entry.part(),
				entry.records().text(), ahead.merge(List.of(destination, entry.orderingKey()), 1, Integer::sum) - 1 };
	}

	/**
	 * Return which messages have pending deliveries.
	 * @param jdbc the unit of work to take part in
	 * @param messageSeqs numbers of messages in the journal
	 * @return the numbers of those that have
	 */
	public List<Long> pendingAmong(JdbcClient jdbc, Collection<Long> messageSeqs) {
		return jdbc.sql(PENDING_AMONG).param("seqs", messageSeqs).query((row, _) -> row.getLong("message_seq")).list();
	}

}

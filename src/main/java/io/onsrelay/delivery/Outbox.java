package io.onsrelay.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;
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
	 * Adds the deliveries of messages.
	 * @param jdbc the unit of work to take part in, the one that appends the messages; it
	 * holds the {@code OrderingLock} of each notification
	 * @param notifications the notifications of each message, by its number in the
	 * journal
	 */
	void enqueue(JdbcClient jdbc, Map<Long, List<Notification>> notifications) {
		List<Object[]> targets = new ArrayList<>();
		Map<List<String>, Integer> parts = new HashMap<>();
		Map<List<String>, Integer> ahead = new HashMap<>();
		new TreeMap<>(notifications)
			.forEach((seq, ofMessage) -> ofMessage.forEach((one) -> targets.add(target(seq, one, parts, ahead))));
		Portions.of(targets)
			.forEach((some) -> jdbc.sql(ENQUEUE).param("targets", some).param("now", this.clock.millis()).update());
	}

	/**
	 * Return the values of a delivery. The last one counts the deliveries ahead of it in
	 * its ordering key that the same statement adds, and therefore does not see.
	 */
	private static Object[] target(long seq, Notification notification, Map<List<String>, Integer> parts,
			Map<List<String>, Integer> ahead) {
		Message message = notification.message();
		String destination = notification.destination().toString();
		String orderingKey = message.orderingKey();
		return new Object[] { seq, destination, notification.route(), orderingKey, message.occurredAt().toEpochMilli(),
				message.receivedAt().toEpochMilli(),
				parts.merge(List.of(destination, Long.toString(seq)), 1, Integer::sum) - 1, message.records().text(),
				ahead.merge(List.of(destination, orderingKey), 1, Integer::sum) - 1 };
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

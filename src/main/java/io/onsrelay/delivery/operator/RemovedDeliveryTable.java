package io.onsrelay.delivery.operator;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.queue.Attempt;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;

/**
 * The pending deliveries to a removed destination among the rows of the outbox. A replica
 * with an older configuration may still deliver some: a claimed delivery, and what waits
 * behind it in its ordering key, stays as it is.
 */
final class RemovedDeliveryTable {

	static final String NEXT = """
			SELECT id, message_seq, ordering_key FROM delivery
			WHERE destination = :from AND state = 'pending' AND ordering_key NOT IN (
				SELECT ordering_key FROM delivery
				WHERE destination = :from AND state = 'pending' AND due_at IS NOT NULL AND lease_end > :now)
			ORDER BY ordering_key, occurred_at, id LIMIT :limit
			""";

	private static final String COUNT = """
			SELECT count(*) FROM delivery WHERE destination = :from AND state = 'pending'
			""";

	private static final String FREE = """
			WHERE id = :id AND destination = :from AND state = 'pending' AND (lease_end IS NULL OR lease_end <= :now)
			""";

	private static final String MOVE = """
			UPDATE delivery SET destination = :to, lease = NULL, lease_end = NULL, pending_since = :now,
				part = (
					SELECT coalesce(max(part), -1) + 1 FROM delivery AS other
					WHERE other.message_seq = delivery.message_seq AND other.destination = :to),
				due_at = CASE WHEN EXISTS (
					SELECT 1 FROM delivery AS other
					WHERE other.destination = :to AND other.ordering_key = delivery.ordering_key
						AND other.state = 'pending')
				THEN NULL ELSE :now END
			""" + FREE;

	private static final String END = """
			UPDATE delivery SET state = 'dead', finished_at = :at, due_at = NULL, lease = NULL, lease_end = NULL,
				reason = :reason, detail = :detail
			""" + FREE;

	private static final String END_REPEATED = """
			UPDATE delivery SET state = 'dead', finished_at = :at, due_at = NULL, lease = NULL, lease_end = NULL,
				reason = :reason, detail = :detail,
				acknowledged_at = :at, acknowledged_by = :by, acknowledged_comment = :detail
			""" + FREE + """
				AND EXISTS (
					SELECT 1 FROM delivery AS other
					WHERE other.message_seq = delivery.message_seq AND other.destination = :to
						AND other.records IN ('', delivery.records))
			""";

	private static final String MAKE_FIRST_DUE = """
			UPDATE delivery SET due_at = :now
			WHERE id = (
				SELECT id FROM delivery
				WHERE destination = :from AND ordering_key = :key AND state = 'pending'
				ORDER BY occurred_at, id LIMIT 1)
			AND NOT EXISTS (
				SELECT 1 FROM delivery
				WHERE destination = :from AND ordering_key = :key AND state = 'pending' AND due_at IS NOT NULL)
			""";

	private static final String REMOVED = Attempt.word(Outcome.Reason.REMOVED);

	private final String from;

	RemovedDeliveryTable(Destination from) {
		this.from = from.toString();
	}

	/**
	 * Finds deliveries that can be changed, one ordering key after the other, each in its
	 * order.
	 */
	List<Waiting> next(JdbcClient jdbc, long now, int limit) {
		return jdbc.sql(NEXT)
			.param("from", this.from)
			.param("now", now)
			.param("limit", limit)
			.query((row, _) -> new Waiting(row.getLong("id"), row.getLong("message_seq"),
					row.getString("ordering_key")))
			.list();
	}

	int count(JdbcClient jdbc) {
		return jdbc.sql(COUNT).param("from", this.from).query(Integer.class).single();
	}

	/**
	 * Moves a delivery to another destination: to the end of its ordering key there.
	 * @return whether it was moved; not if it is claimed or gone
	 */
	boolean move(JdbcClient jdbc, Waiting waiting, Destination to, long now) {
		return jdbc.sql(MOVE)
			.param("id", waiting.id())
			.param("from", this.from)
			.param("to", to.toString())
			.param("now", now)
			.update() > 0;
	}

	/**
	 * Ends a delivery whose message another destination has by a delivery of its own.
	 * @return whether it was ended; not if the other destination does not have it, or it
	 * is claimed or gone
	 */
	boolean endRepeated(JdbcClient jdbc, Waiting waiting, Destination to, long now,
			AcknowledgementRecord acknowledgement) {
		return jdbc.sql(END_REPEATED)
			.param("id", waiting.id())
			.param("from", this.from)
			.param("to", to.toString())
			.param("now", now)
			.param("at", acknowledgement.at().toEpochMilli())
			.param("by", acknowledgement.by())
			.param("reason", REMOVED)
			.param("detail", acknowledgement.comment())
			.update() > 0;
	}

	/**
	 * Makes a delivery a dead letter.
	 * @return whether it was; not if it is claimed or gone
	 */
	boolean end(JdbcClient jdbc, Waiting waiting, long now, long at, String detail) {
		return jdbc.sql(END)
			.param("id", waiting.id())
			.param("from", this.from)
			.param("now", now)
			.param("at", at)
			.param("reason", REMOVED)
			.param("detail", detail)
			.update() > 0;
	}

	/**
	 * Makes the first of those due that are left of an ordering key, so that they are
	 * delivered if the destination is configured again.
	 */
	void makeFirstDue(JdbcClient jdbc, String key, long now) {
		jdbc.sql(MAKE_FIRST_DUE).param("from", this.from).param("key", key).param("now", now).update();
	}

	/**
	 * A pending delivery.
	 *
	 * @param id its number
	 * @param messageSeq the number of its message in the journal
	 * @param orderingKey its ordering key
	 */
	record Waiting(long id, long messageSeq, String orderingKey) {
	}

}

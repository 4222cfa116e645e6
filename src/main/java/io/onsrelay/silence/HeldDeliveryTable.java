package io.onsrelay.silence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.OutboxEntry;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;
import io.onsrelay.silence.model.HeldDelivery;
import io.onsrelay.store.Portions;

/**
 * The table {@code held_delivery}.
 */
final class HeldDeliveryTable {

	private static final String INSERT = """
			INSERT INTO held_delivery (silence_id, message_seq, destination, route, ordering_key, occurred_at, received_at,
				part, records, opens)
			VALUES :rows
			""";

	private static final String OPENED = """
			SELECT count(*) FROM (
				SELECT 1 FROM held_delivery
				WHERE destination = :destination AND opens = :incident AND silence_id = :silence AND sent_at IS NULL
				LIMIT 1) AS one
			""";

	private static final String SELECT = """
			SELECT held_delivery.*, message.id AS message_id, message.type, message.resource
			FROM held_delivery JOIN message ON message.seq = held_delivery.message_seq
			""";

	private static final String LIST = SELECT + """
			WHERE held_delivery.silence_id = :silence AND held_delivery.id > :after
			ORDER BY held_delivery.id LIMIT :limit
			""";

	private static final String OF_MESSAGE = SELECT + """
			WHERE held_delivery.message_seq = :seq ORDER BY held_delivery.id
			""";

	private static final String UNSENT = """
			SELECT * FROM held_delivery
			WHERE silence_id = :silence AND id > :after AND sent_at IS NULL
			ORDER BY id LIMIT :limit
			""";

	private static final String FIND_UNSENT = """
			SELECT * FROM held_delivery WHERE silence_id = :silence AND id = :id AND sent_at IS NULL
			""";

	private static final String MARK_SENT = """
			UPDATE held_delivery SET sent_at = :now, sent_by = :by WHERE id IN (:ids) AND sent_at IS NULL
			RETURNING id
			""";

	/**
	 * Adds what is held back.
	 * @param jdbc the unit of work to take part in
	 * @param held the deliveries
	 */
	void insert(JdbcClient jdbc, List<Held> held) {
		Portions.of(held.stream().map(HeldDeliveryTable::row).toList())
			.forEach((rows) -> jdbc.sql(INSERT).param("rows", rows).update());
	}

	private static @Nullable Object[] row(Held held) {
		OutboxEntry entry = held.entry();
		return new @Nullable Object[] { held.silence(), entry.messageSeq(), entry.destination().toString(),
				entry.route(), entry.orderingKey(), entry.occurredAt().toEpochMilli(),
				entry.receivedAt().toEpochMilli(), entry.part(), entry.records().text(), held.opens() };
	}

	/**
	 * Return whether a silence has held back the beginning of an incident, and it was not
	 * sent after all.
	 * @param incident the digest of the key of the incident
	 */
	boolean hasOpened(JdbcClient jdbc, long silence, Destination destination, String incident) {
		return jdbc.sql(OPENED)
			.param("destination", destination.toString())
			.param("incident", incident)
			.param("silence", silence)
			.query(Integer.class)
			.single() > 0;
	}

	List<HeldDelivery> list(JdbcClient jdbc, long silence, long after, int limit) {
		return jdbc.sql(LIST)
			.param("silence", silence)
			.param("after", after)
			.param("limit", limit)
			.query((row, _) -> held(row))
			.list();
	}

	List<HeldDelivery> ofMessage(JdbcClient jdbc, long messageSeq) {
		return jdbc.sql(OF_MESSAGE).param("seq", messageSeq).query((row, _) -> held(row)).list();
	}

	List<Unsent> unsent(JdbcClient jdbc, long silence, long after, int limit) {
		return jdbc.sql(UNSENT)
			.param("silence", silence)
			.param("after", after)
			.param("limit", limit)
			.query((row, _) -> unsent(row))
			.list();
	}

	Optional<Unsent> findUnsent(JdbcClient jdbc, long silence, long id) {
		return jdbc.sql(FIND_UNSENT)
			.param("silence", silence)
			.param("id", id)
			.query((row, _) -> unsent(row))
			.optional();
	}

	/**
	 * Marks deliveries as sent after all.
	 * @return the numbers of those that were not before
	 */
	List<Long> markSent(JdbcClient jdbc, Collection<Long> ids, String by, Instant now) {
		return jdbc.sql(MARK_SENT)
			.param("ids", ids)
			.param("by", by)
			.param("now", now.toEpochMilli())
			.query((row, _) -> row.getLong("id"))
			.list();
	}

	private static HeldDelivery held(ResultSet row) throws SQLException {
		return new HeldDelivery(row.getLong("id"), row.getLong("silence_id"), row.getLong("message_seq"),
				MessageId.of(row.getString("message_id")), row.getString("type"), row.getString("resource"),
				Destination.of(row.getString("destination")), row.getString("route"),
				new Message.Records(row.getString("records")), Instant.ofEpochMilli(row.getLong("received_at")),
				SilenceTable.instant(row, "sent_at"), row.getString("sent_by"));
	}

	private static Unsent unsent(ResultSet row) throws SQLException {
		return new Unsent(row.getLong("id"), new OutboxEntry(row.getLong("message_seq"),
				Destination.of(row.getString("destination")), row.getString("route"), row.getString("ordering_key"),
				Instant.ofEpochMilli(row.getLong("occurred_at")), Instant.ofEpochMilli(row.getLong("received_at")),
				row.getInt("part"), new Message.Records(row.getString("records"))));
	}

	/**
	 * A delivery that is held back now.
	 *
	 * @param silence the number of the silence
	 * @param entry what would be enqueued
	 * @param opens the digest of the key of the incident whose beginning it tells;
	 * {@code null} if it tells none
	 */
	record Held(long silence, OutboxEntry entry, @Nullable String opens) {
	}

	/**
	 * A delivery that was held back and not sent.
	 *
	 * @param id its number
	 * @param entry what is to be enqueued
	 */
	record Unsent(long id, OutboxEntry entry) {
	}

}

package io.onsrelay.delivery.operator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.queue.Attempt;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;

/**
 * The dead letters among the rows of the outbox.
 */
final class DeadLetterTable {

	private static final String MATCHING = """
			FROM delivery
			WHERE state = 'dead' AND id > :after AND id <= :last AND destination IN (:destinations)
				AND (:reason = '' OR reason = :reason) AND finished_at >= :from AND finished_at < :until
				AND (:acknowledged = 1 OR acknowledged_at IS NULL)
				AND (:unacknowledged = 1 OR acknowledged_at IS NOT NULL)
				AND (:text = '' OR lower(detail) LIKE lower(:text) ESCAPE '!')
				AND (:kind = '' AND :type = '' OR EXISTS (
					SELECT 1 FROM message
					WHERE message.seq = delivery.message_seq AND (:kind = '' OR message.kind = :kind)
						AND (:type = '' OR lower(message.type) = lower(:type))))
			""";

	private static final String LIST = "SELECT * " + MATCHING + " ORDER BY id LIMIT :limit";

	private static final String COUNT = "SELECT destination, count(*) AS letters, max(id) AS last " + MATCHING
			+ " GROUP BY destination";

	private static final String FIND = "SELECT * FROM delivery WHERE id = :id AND state = 'dead'";

	private static final String FIND_ALL = "SELECT * FROM delivery WHERE id IN (:ids) AND state = 'dead' ORDER BY id";

	private static final String DESTINATIONS = "SELECT DISTINCT destination FROM delivery WHERE state = 'dead'";

	private static final String REPLAY = """
			UPDATE delivery SET state = 'pending', finished_at = NULL, pending_since = :now,
				acknowledged_at = NULL, acknowledged_by = NULL, acknowledged_comment = NULL,
				due_at = CASE WHEN EXISTS (
					SELECT 1 FROM delivery AS other
					WHERE other.destination = delivery.destination AND other.ordering_key = delivery.ordering_key
						AND other.state = 'pending')
				THEN NULL ELSE :now END
			WHERE id = :id AND state = 'dead'
			""";

	private static final String ACKNOWLEDGE = """
			UPDATE delivery SET acknowledged_at = :at, acknowledged_by = :by, acknowledged_comment = :comment
			WHERE id IN (:ids) AND state = 'dead' AND acknowledged_at IS NULL
			RETURNING id
			""";

	private static final String DELETE = """
			DELETE FROM delivery WHERE id = :id AND state = 'dead' AND acknowledged_at IS NOT NULL
			""";

	/**
	 * Lists dead letters in the order of their numbers.
	 * @param jdbc a connection
	 * @param filter which dead letters; its destination is one of the destinations
	 * @param destinations the destinations, configured or not
	 * @param after only those with a larger number
	 * @param last only those with this number or a smaller one
	 * @param limit how many at most
	 * @return the dead letters
	 */
	List<DeadLetter> list(JdbcClient jdbc, DeadLetterFilter filter, Collection<Destination> destinations, long after,
			long last, int limit) {
		return matching(jdbc, LIST, filter, destinations, after, last)
			.map((statement) -> statement.param("limit", limit).query((row, _) -> deadLetter(row)).list())
			.orElse(List.of());
	}

	/**
	 * Counts dead letters.
	 * @param jdbc a connection
	 * @param filter which dead letters; its destination is one of the destinations
	 * @param destinations the destinations, configured or not
	 * @param last only those with this number or a smaller one
	 * @return how many there are for each destination that has any
	 */
	List<DeadLetterCount> count(JdbcClient jdbc, DeadLetterFilter filter, Collection<Destination> destinations,
			long last) {
		return matching(jdbc, COUNT, filter, destinations, 0, last)
			.map((statement) -> statement
				.query((row, _) -> new DeadLetterCount(Destination.of(row.getString("destination")),
						row.getLong("letters"), row.getLong("last")))
				.list())
			.orElse(List.of());
	}

	private static Optional<JdbcClient.StatementSpec> matching(JdbcClient jdbc, String sql, DeadLetterFilter filter,
			Collection<Destination> destinations, long after, long last) {
		Set<String> wanted = destinations.stream()
			.filter((destination) -> filter.destination() == null || destination.equals(filter.destination()))
			.map(Destination::toString)
			.collect(Collectors.toSet());
		if (wanted.isEmpty()) {
			return Optional.empty();
		}
		Outcome.Reason reason = filter.reason();
		Instant from = filter.from();
		Instant until = filter.until();
		Content.Kind kind = filter.kind();
		return Optional.of(jdbc.sql(sql)
			.param("after", after)
			.param("last", last)
			.param("destinations", wanted)
			.param("reason", (reason != null) ? Attempt.word(reason) : "")
			.param("from", (from != null) ? from.toEpochMilli() : 0)
			.param("until", (until != null) ? until.toEpochMilli() : Long.MAX_VALUE)
			.param("acknowledged", Boolean.FALSE.equals(filter.acknowledged()) ? 0 : 1)
			.param("unacknowledged", Boolean.TRUE.equals(filter.acknowledged()) ? 0 : 1)
			.param("text", contains(filter.text()))
			.param("kind", (kind != null) ? kind.name() : "")
			.param("type", Objects.requireNonNullElse(filter.type(), "")));
	}

	private static String contains(@Nullable String text) {
		return (text == null || text.isEmpty()) ? "" : "%" + text.replaceAll("([!%_])", "!$1") + "%";
	}

	Optional<DeadLetter> find(JdbcClient jdbc, long id) {
		return jdbc.sql(FIND).param("id", id).query((row, _) -> deadLetter(row)).optional();
	}

	/**
	 * Return those of some that are dead letters now, in the order of their numbers.
	 */
	List<DeadLetter> find(JdbcClient jdbc, Collection<Long> ids) {
		return ids.isEmpty() ? List.of()
				: jdbc.sql(FIND_ALL).param("ids", ids).query((row, _) -> deadLetter(row)).list();
	}

	/**
	 * Return the destinations of all dead letters, also those not configured any more.
	 */
	List<Destination> destinations(JdbcClient jdbc) {
		return jdbc.sql(DESTINATIONS).query((row, _) -> Destination.of(row.getString("destination"))).list();
	}

	/**
	 * Makes a dead letter pending again.
	 * @param jdbc the unit of work to take part in; it holds the lock of the ordering key
	 * @param id the number of the dead letter
	 * @param now the time on the scale of due times, in milliseconds since 1970
	 * @return whether there was such a dead letter
	 */
	boolean replay(JdbcClient jdbc, long id, long now) {
		return jdbc.sql(REPLAY).param("id", id).param("now", now).update() > 0;
	}

	/**
	 * Acknowledges dead letters; one that is acknowledged already stays as it is.
	 * @param jdbc the unit of work to take part in
	 * @param ids the numbers of the dead letters
	 * @param acknowledgement why
	 * @return the numbers of those that were acknowledged now
	 */
	List<Long> acknowledge(JdbcClient jdbc, Collection<Long> ids, AcknowledgementRecord acknowledgement) {
		return jdbc.sql(ACKNOWLEDGE)
			.param("ids", ids)
			.param("at", acknowledgement.at().toEpochMilli())
			.param("by", acknowledgement.by())
			.param("comment", acknowledgement.comment())
			.query((row, _) -> row.getLong("id"))
			.list();
	}

	/**
	 * Deletes a dead letter with its attempts, if it is acknowledged.
	 * @param jdbc the unit of work to take part in
	 * @param id the number of the dead letter
	 * @return whether it was deleted
	 */
	boolean delete(JdbcClient jdbc, long id) {
		return jdbc.sql(DELETE).param("id", id).update() > 0;
	}

	private static DeadLetter deadLetter(ResultSet row) throws SQLException {
		return new DeadLetter(row.getLong("id"), row.getLong("message_seq"),
				Destination.of(row.getString("destination")), row.getString("route"),
				new Message.Records(row.getString("records")), row.getString("ordering_key"),
				Instant.ofEpochMilli(row.getLong("received_at")), Instant.ofEpochMilli(row.getLong("finished_at")),
				row.getInt("attempts"), Outcome.Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
				row.getString("detail"), acknowledgement(row));
	}

	private static @Nullable AcknowledgementRecord acknowledgement(ResultSet row) throws SQLException {
		String by = row.getString("acknowledged_by");
		return (by != null) ? new AcknowledgementRecord(Instant.ofEpochMilli(row.getLong("acknowledged_at")), by,
				row.getString("acknowledged_comment")) : null;
	}

}

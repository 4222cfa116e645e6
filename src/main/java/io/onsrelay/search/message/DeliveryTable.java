package io.onsrelay.search.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.operator.AcknowledgementRecord;
import io.onsrelay.delivery.operator.AttemptRecord;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;
import io.onsrelay.search.DeliveryState;
import io.onsrelay.search.message.DeliveryList.ListedDelivery;
import io.onsrelay.timing.SteadyClock;

/**
 * Reads deliveries. Due times are told by the wall clock: the outbox counts them without
 * the steps by which that was set.
 */
final class DeliveryTable {

	/**
	 * How many deliveries are so few that they are sorted at once.
	 */
	static final int FEW = 2_000;

	private static final String OF_MESSAGE = "SELECT * FROM delivery WHERE message_seq = :seq ORDER BY id";

	private final SteadyClock clock;

	DeliveryTable(SteadyClock clock) {
		this.clock = clock;
	}

	/**
	 * Return the deliveries of a message.
	 * @param seq the message's number in the journal
	 * @param attempts finds the attempts of a delivery
	 */
	List<MessageDelivery> of(JdbcClient jdbc, long seq, Function<Long, List<AttemptRecord>> attempts) {
		return jdbc.sql(OF_MESSAGE)
			.param("seq", seq)
			.query((row, _) -> delivery(row, List.of()))
			.list()
			.stream()
			.map((delivery) -> withAttempts(delivery, attempts.apply(delivery.id())))
			.toList();
	}

	/**
	 * Return whether few deliveries are in a state.
	 */
	boolean areFew(JdbcClient jdbc, DeliveryState state) {
		return state != DeliveryState.DELIVERED && jdbc.sql("""
				SELECT count(*) FROM (SELECT 1 FROM delivery WHERE state = %s LIMIT :limit) AS found
				""".formatted(quoted(state))).param("limit", FEW + 1).query(Integer.class).single() <= FEW;
	}

	/**
	 * Return deliveries below a number, the newest first, each with whether it matches.
	 * @param few the state of few deliveries, of which all are returned; {@code null} to
	 * look at the next ones of all
	 */
	List<Looked> list(JdbcClient jdbc, @Nullable DeliveryState few, @Nullable Destination destination,
			@Nullable DeliveryState state, long before, int limit) {
		Map<String, Object> parameters = new HashMap<>(Map.of("before", before));
		List<String> conditions = new ArrayList<>(List.of("1 = 1"));
		if (destination != null) {
			conditions.add("found.destination = :destination");
			parameters.put("destination", destination.toString());
		}
		if (state != null) {
			conditions.add("found.state = " + quoted(state));
		}
		String fits = "CASE WHEN %s THEN 1 ELSE 0 END".formatted(String.join(" AND ", conditions));
		if (few == null) {
			parameters.put("limit", limit);
		}
		// The state is no parameter, so that its partial index is used; materialized, so
		// that nothing else is
		return jdbc.sql((few != null) ? """
				WITH found AS MATERIALIZED (SELECT * FROM delivery WHERE state = %s)
				SELECT found.*, message.id AS message_id, message.type, message.resource, %s AS fits
				FROM found JOIN message ON message.seq = found.message_seq
				WHERE found.id < :before ORDER BY found.id DESC
				""".formatted(quoted(few), fits) : """
				WITH found AS MATERIALIZED (
					SELECT * FROM delivery WHERE id < :before ORDER BY id DESC LIMIT :limit)
				SELECT found.*, message.id AS message_id, message.type, message.resource, %s AS fits
				FROM found JOIN message ON message.seq = found.message_seq ORDER BY found.id DESC
				""".formatted(fits))
			.params(parameters)
			.query((row, _) -> new Looked(row.getInt("fits") == 1,
					new ListedDelivery(MessageId.of(row.getString("message_id")), row.getString("type"),
							row.getString("resource"), Instant.ofEpochMilli(row.getLong("received_at")),
							delivery(row, List.of()))))
			.list();
	}

	private static String quoted(DeliveryState state) {
		return "'" + state.word() + "'";
	}

	private static MessageDelivery withAttempts(MessageDelivery delivery, List<AttemptRecord> attempts) {
		return new MessageDelivery(delivery.id(), delivery.destination(), delivery.route(), delivery.records(),
				delivery.orderingKey(), delivery.state(), delivery.pendingSince(), delivery.dueAt(), delivery.claimed(),
				delivery.attempts(), delivery.reason(), delivery.detail(), delivery.finishedAt(),
				delivery.acknowledgement(), attempts);
	}

	private MessageDelivery delivery(ResultSet row, List<AttemptRecord> attempts) throws SQLException {
		DeliveryState state = DeliveryState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
		Instant dueAt = instant(row, "due_at");
		Instant leaseEnd = instant(row, "lease_end");
		boolean pending = state == DeliveryState.PENDING;
		return new MessageDelivery(row.getLong("id"), Destination.of(row.getString("destination")),
				row.getString("route"), new Message.Records(row.getString("records")), row.getString("ordering_key"),
				state, wall(Instant.ofEpochMilli(row.getLong("pending_since"))),
				(pending && dueAt != null) ? wall(dueAt) : null,
				pending && leaseEnd != null && leaseEnd.isAfter(this.clock.instant()), row.getInt("attempts"),
				row.getString("reason"), row.getString("detail"), instant(row, "finished_at"), acknowledgement(row),
				attempts);
	}

	private Instant wall(Instant steady) {
		return steady.plus(Duration.between(this.clock.instant(), this.clock.wallTime()));
	}

	private static @Nullable AcknowledgementRecord acknowledgement(ResultSet row) throws SQLException {
		Instant at = instant(row, "acknowledged_at");
		return (at != null)
				? new AcknowledgementRecord(at, row.getString("acknowledged_by"), row.getString("acknowledged_comment"))
				: null;
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	/**
	 * A delivery that was looked at.
	 *
	 * @param fits whether it matches
	 * @param delivery the delivery
	 */
	record Looked(boolean fits, ListedDelivery delivery) {
	}

}

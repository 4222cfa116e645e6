package io.onsrelay.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.operator.DeadLetterFilter;
import io.onsrelay.event.Content;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.Portions;

/**
 * The tables {@code replay} and {@code replay_delivery}.
 */
final class ReplayTable {

	private static final String INSERT = """
			INSERT INTO replay (submitted_by, idempotency_key, submitted_at, destination, reason, from_time, until_time,
				acknowledged, kind, type, detail, last_delivery, snapshot_at, most, matching, state, done_to, replayed)
			VALUES (:by, :key, :now, :destination, :reason, :from, :until, :acknowledged, :kind, :type, :text, :last, :at,
				:most, :matching, 'running', 0, 0)
			ON CONFLICT (submitted_by, idempotency_key) DO NOTHING
			RETURNING id
			""";

	private static final String SELECT = """
			SELECT replay.*,
				(SELECT count(*) FROM replay_delivery JOIN delivery ON delivery.id = replay_delivery.delivery_id
					WHERE replay_id = replay.id AND delivery.state = 'delivered') AS delivered,
				(SELECT count(*) FROM replay_delivery JOIN delivery ON delivery.id = replay_delivery.delivery_id
					WHERE replay_id = replay.id AND delivery.state = 'dead') AS dead,
				(SELECT count(*) FROM replay_delivery JOIN delivery ON delivery.id = replay_delivery.delivery_id
					WHERE replay_id = replay.id AND delivery.state = 'pending') AS pending
			FROM replay
			""";

	private static final String RUNNING = "SELECT * FROM replay WHERE state = 'running' ORDER BY id";

	private static final String ADVANCE = """
			UPDATE replay SET done_to = :to WHERE id = :id AND done_to = :from AND state = 'running'
			""";

	private static final String COUNT_REPLAYED = "UPDATE replay SET replayed = replayed + :count WHERE id = :id";

	private static final String ADD = "INSERT INTO replay_delivery (replay_id, delivery_id) VALUES :rows";

	private static final String END = """
			UPDATE replay SET state = :state, ended_at = :now, stopped_by = :by WHERE id = :id AND state = 'running'
			""";

	private static final String FORGET = "DELETE FROM replay WHERE ended_at < :before";

	/**
	 * Adds a replay.
	 * @return its number; empty if there is one of this user under this key
	 */
	Optional<Long> insert(JdbcClient jdbc, ReplayRequest request, String key, String by, long matching, Instant now) {
		DeadLetterFilter filter = request.filter();
		Map<String, @Nullable Object> values = new HashMap<>();
		values.put("by", by);
		values.put("key", key);
		values.put("now", now.toEpochMilli());
		values.put("destination", (filter.destination() != null) ? filter.destination().toString() : null);
		values.put("reason", (filter.reason() != null) ? filter.reason().name().toLowerCase(Locale.ROOT) : null);
		values.put("from", millis(filter.from()));
		values.put("until", millis(filter.until()));
		values.put("acknowledged", filter.acknowledged());
		values.put("kind", (filter.kind() != null) ? filter.kind().name() : null);
		values.put("type", filter.type());
		values.put("text", filter.text());
		values.put("last", request.snapshot().last());
		values.put("at", request.snapshot().at().toEpochMilli());
		values.put("most", request.limit());
		values.put("matching", matching);
		return jdbc.sql(INSERT).params(values).query((row, _) -> row.getLong("id")).optional();
	}

	Optional<Replay> find(JdbcClient jdbc, long id) {
		return jdbc.sql(SELECT + "WHERE id = :id").param("id", id).query((row, _) -> replay(row)).optional();
	}

	Replay find(JdbcClient jdbc, String by, String key) {
		return jdbc.sql(SELECT + "WHERE submitted_by = :by AND idempotency_key = :key")
			.param("by", by)
			.param("key", key)
			.query((row, _) -> replay(row))
			.single();
	}

	List<Replay> list(JdbcClient jdbc, long before, int limit) {
		return jdbc.sql(SELECT + "WHERE id < :before ORDER BY id DESC LIMIT :limit")
			.param("before", before)
			.param("limit", limit)
			.query((row, _) -> replay(row))
			.list();
	}

	List<Running> running(JdbcClient jdbc) {
		return jdbc.sql(RUNNING)
			.query((row, _) -> new Running(row.getLong("id"), request(row), row.getString("submitted_by"),
					row.getLong("done_to"), row.getLong("replayed")))
			.list();
	}

	/**
	 * Notes up to where a replay is done, unless another replica has gone on with it or
	 * it was stopped.
	 * @return whether it may go on
	 */
	boolean advance(JdbcClient jdbc, Running replay, long to) {
		return jdbc.sql(ADVANCE).param("id", replay.id()).param("from", replay.doneTo()).param("to", to).update() > 0;
	}

	void add(JdbcClient jdbc, long replay, List<Long> deliveries) {
		Portions.of(deliveries.stream().map((id) -> new Object[] { replay, id }).toList())
			.forEach((rows) -> jdbc.sql(ADD + " ON CONFLICT (replay_id, delivery_id) DO NOTHING")
				.param("rows", rows)
				.update());
		jdbc.sql(COUNT_REPLAYED).param("id", replay).param("count", deliveries.size()).update();
	}

	/**
	 * Ends a replay.
	 * @return whether it was running
	 */
	boolean end(JdbcClient jdbc, long id, ReplayState state, @Nullable String by, Instant now) {
		return jdbc.sql(END)
			.param("id", id)
			.param("state", state.name().toLowerCase(Locale.ROOT))
			.param("by", by)
			.param("now", now.toEpochMilli())
			.update() > 0;
	}

	int forget(JdbcClient jdbc, Instant before) {
		return jdbc.sql(FORGET).param("before", before.toEpochMilli()).update();
	}

	private static Replay replay(ResultSet row) throws SQLException {
		return new Replay(row.getLong("id"), request(row), row.getString("submitted_by"),
				Instant.ofEpochMilli(row.getLong("submitted_at")),
				ReplayState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), instant(row, "ended_at"),
				row.getString("stopped_by"), row.getLong("matching"), row.getLong("replayed"), row.getLong("delivered"),
				row.getLong("dead"), row.getLong("pending"));
	}

	private static ReplayRequest request(ResultSet row) throws SQLException {
		return new ReplayRequest(filter(row),
				new ReplaySnapshot(row.getLong("last_delivery"), Instant.ofEpochMilli(row.getLong("snapshot_at"))),
				row.getInt("most"));
	}

	private static DeadLetterFilter filter(ResultSet row) throws SQLException {
		String destination = row.getString("destination");
		String reason = row.getString("reason");
		String kind = row.getString("kind");
		boolean acknowledged = row.getBoolean("acknowledged");
		Boolean wanted = row.wasNull() ? null : acknowledged;
		return new DeadLetterFilter((destination != null) ? Destination.of(destination) : null,
				(reason != null) ? Outcome.Reason.valueOf(reason.toUpperCase(Locale.ROOT)) : null,
				instant(row, "from_time"), instant(row, "until_time"), wanted,
				(kind != null) ? Content.Kind.valueOf(kind) : null, row.getString("type"), row.getString("detail"));
	}

	private static @Nullable Long millis(@Nullable Instant time) {
		return (time != null) ? time.toEpochMilli() : null;
	}

	private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	/**
	 * A replay that runs.
	 *
	 * @param id its number
	 * @param request what was submitted
	 * @param by the user who submitted it
	 * @param doneTo up to which delivery it is done
	 * @param replayed how many were replayed
	 */
	record Running(long id, ReplayRequest request, String by, long doneTo, long replayed) {

		/**
		 * Return which dead letters: those of the snapshot.
		 */
		DeadLetterFilter filter() {
			return this.request.snapshot().within(this.request.filter());
		}

	}

}

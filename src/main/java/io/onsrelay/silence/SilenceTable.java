package io.onsrelay.silence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.silence.model.Silence;
import io.onsrelay.silence.model.SilenceDraft;
import io.onsrelay.silence.model.SilenceState;

/**
 * The table {@code silence}.
 */
final class SilenceTable {

	private static final String ACTIVE = """
			SELECT id, condition FROM silence WHERE ended_at IS NULL AND ends_at > :now ORDER BY id
			""";

	private static final String COUNT_ACTIVE = "SELECT count(*) FROM silence WHERE ended_at IS NULL AND ends_at > :now";

	private static final String SELECT = """
			SELECT silence.*,
				(SELECT count(*) FROM (
					SELECT 1 FROM held_delivery WHERE silence_id = silence.id LIMIT %1$d) AS counted) AS held,
				(SELECT count(*) FROM (
					SELECT 1 FROM held_delivery WHERE silence_id = silence.id AND sent_at IS NULL
					LIMIT %1$d) AS counted) AS unsent
			FROM silence
			""".formatted(Silence.MOST_COUNTED);

	private static final String INSERT = """
			INSERT INTO silence (condition, reason, created_by, created_at, ends_at)
			VALUES (:condition, :reason, :by, :now, :until)
			RETURNING id
			""";

	private static final String END = """
			UPDATE silence SET ended_at = :now, ended_by = :by
			WHERE id = :id AND ended_at IS NULL AND ends_at > :now
			""";

	private static final String FORGET = """
			DELETE FROM silence
			WHERE coalesce(ended_at, ends_at) < :before
				AND NOT EXISTS (SELECT 1 FROM held_delivery WHERE silence_id = silence.id)
			""";

	/**
	 * Return the silences that apply.
	 * @param jdbc a connection
	 * @param now the time
	 * @return them in the order in which they were created
	 */
	List<Active> active(JdbcClient jdbc, Instant now) {
		return jdbc.sql(ACTIVE)
			.param("now", now.toEpochMilli())
			.query((row, _) -> new Active(row.getLong("id"), row.getString("condition")))
			.list();
	}

	int countActive(JdbcClient jdbc, Instant now) {
		return jdbc.sql(COUNT_ACTIVE).param("now", now.toEpochMilli()).query(Integer.class).single();
	}

	long insert(JdbcClient jdbc, SilenceDraft draft, String by, Instant now) {
		return jdbc.sql(INSERT)
			.param("condition", draft.condition())
			.param("reason", draft.reason())
			.param("by", by)
			.param("now", now.toEpochMilli())
			.param("until", draft.until().toEpochMilli())
			.query(Long.class)
			.single();
	}

	/**
	 * Ends a silence.
	 * @return whether it was active
	 */
	boolean end(JdbcClient jdbc, long id, String by, Instant now) {
		return jdbc.sql(END).param("id", id).param("by", by).param("now", now.toEpochMilli()).update() > 0;
	}

	Optional<Silence> find(JdbcClient jdbc, long id) {
		return jdbc.sql(SELECT + "WHERE id = :id").param("id", id).query((row, _) -> silence(row)).optional();
	}

	List<Silence> list(JdbcClient jdbc, SilenceState state, Instant now, long before, int limit) {
		String which = switch (state) {
			case ACTIVE -> "AND ended_at IS NULL AND ends_at > :now";
			case ENDED -> "AND (ended_at IS NOT NULL OR ends_at <= :now)";
			case ALL -> "AND :now = :now";
		};
		return jdbc.sql(SELECT + "WHERE id < :before " + which + " ORDER BY id DESC LIMIT :limit")
			.param("before", before)
			.param("now", now.toEpochMilli())
			.param("limit", limit)
			.query((row, _) -> silence(row))
			.list();
	}

	/**
	 * Deletes silences that have ended and of which nothing held back is kept any more.
	 * @return how many were deleted
	 */
	int forget(JdbcClient jdbc, Instant before) {
		return jdbc.sql(FORGET).param("before", before.toEpochMilli()).update();
	}

	private static Silence silence(ResultSet row) throws SQLException {
		return new Silence(row.getLong("id"), row.getString("condition"), row.getString("reason"),
				row.getString("created_by"), Instant.ofEpochMilli(row.getLong("created_at")),
				Instant.ofEpochMilli(row.getLong("ends_at")), instant(row, "ended_at"), row.getString("ended_by"),
				row.getLong("held"), row.getLong("unsent"));
	}

	static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	/**
	 * A silence that applies.
	 *
	 * @param id its number
	 * @param condition its condition
	 */
	record Active(long id, String condition) {
	}

}

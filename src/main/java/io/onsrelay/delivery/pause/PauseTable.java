package io.onsrelay.delivery.pause;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.notifier.Destination;

/**
 * The pauses that operators make.
 */
public final class PauseTable {

	/**
	 * How long a pause is known after its end: longer than deliveries wait.
	 */
	private static final Duration KEPT = Duration.ofDays(366);

	private static final String ALL = "SELECT * FROM destination_pause ORDER BY destination, begins";

	private static final String NOW = "SELECT * FROM destination_pause WHERE destination = :destination AND ends IS NULL";

	private static final String BEGIN = """
			INSERT INTO destination_pause (destination, begins, paused_at, paused_by, reason)
			VALUES (:destination, :begins, :pausedAt, :by, :reason)
			""";

	private static final String END = """
			UPDATE destination_pause SET ends = :ends, ended_at = :endedAt, ended_by = :by
			WHERE destination = :destination AND ends IS NULL
			""";

	private static final String FORGET = "DELETE FROM destination_pause WHERE ends < :before";

	private PauseTable() {
	}

	/**
	 * Return the name of the lock that a unit of work takes to begin or end a pause.
	 * @param destination the destination
	 * @return the name
	 */
	public static String lock(Destination destination) {
		return "pause " + destination;
	}

	/**
	 * Return all pauses that are known.
	 * @param jdbc a connection
	 * @return them, by destination and begin
	 */
	public static List<PauseRow> all(JdbcClient jdbc) {
		return jdbc.sql(ALL).query((row, _) -> pause(row)).list();
	}

	/**
	 * Return the pause of a destination that holds now.
	 * @param jdbc a connection
	 * @param destination the destination
	 * @return its pause; empty if there is none
	 */
	public static Optional<PauseRow> now(JdbcClient jdbc, Destination destination) {
		return jdbc.sql(NOW).param("destination", destination.toString()).query((row, _) -> pause(row)).optional();
	}

	/**
	 * Begins a pause, where none holds.
	 * @param jdbc the unit of work to take part in; it holds the lock
	 * @param pause the pause
	 */
	public static void begin(JdbcClient jdbc, PauseRow pause) {
		jdbc.sql(BEGIN)
			.param("destination", pause.destination().toString())
			.param("begins", pause.begins().toEpochMilli())
			.param("pausedAt", pause.pausedAt().toEpochMilli())
			.param("by", pause.by())
			.param("reason", pause.reason())
			.update();
	}

	/**
	 * Ends a pause, and forgets those that ended long ago.
	 * @param jdbc the unit of work to take part in; it holds the lock
	 * @param destination the destination
	 * @param ends when it ends, on the scale of due times
	 * @param endedAt when it ends, as operators read it
	 * @param by the operator's name
	 */
	public static void end(JdbcClient jdbc, Destination destination, Instant ends, Instant endedAt, String by) {
		jdbc.sql(END)
			.param("destination", destination.toString())
			.param("ends", ends.toEpochMilli())
			.param("endedAt", endedAt.toEpochMilli())
			.param("by", by)
			.update();
		jdbc.sql(FORGET).param("before", ends.minus(KEPT).toEpochMilli()).update();
	}

	private static @Nullable Instant ends(ResultSet row) throws SQLException {
		long millis = row.getLong("ends");
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	private static PauseRow pause(ResultSet row) throws SQLException {
		return new PauseRow(Destination.of(row.getString("destination")), Instant.ofEpochMilli(row.getLong("begins")),
				ends(row), Instant.ofEpochMilli(row.getLong("paused_at")), row.getString("paused_by"),
				row.getString("reason"));
	}

}

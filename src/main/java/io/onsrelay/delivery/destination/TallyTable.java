package io.onsrelay.delivery.destination;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.DestinationTallies.Counts;
import io.onsrelay.delivery.DestinationTallies.DeliveredLast;
import io.onsrelay.delivery.DestinationTallies.FailedLast;
import io.onsrelay.delivery.DestinationTallies.Tally;
import io.onsrelay.notifier.Destination;

/**
 * What happened at each destination, as it is kept for all replicas.
 */
final class TallyTable {

	private static final Duration KEPT = Duration.ofDays(3);

	private static final String ADD_HOURS = """
			INSERT INTO destination_hour (destination, hour, delivered, failed, dead) VALUES :hours
			ON CONFLICT (destination, hour) DO UPDATE SET delivered = destination_hour.delivered + excluded.delivered,
				failed = destination_hour.failed + excluded.failed, dead = destination_hour.dead + excluded.dead
			""";

	private static final String LAST_DELIVERED = """
			INSERT INTO destination_last (destination, delivered_at, lag) VALUES :rows
			ON CONFLICT (destination) DO UPDATE SET delivered_at = excluded.delivered_at, lag = excluded.lag
			WHERE destination_last.delivered_at IS NULL OR destination_last.delivered_at < excluded.delivered_at
			""";

	private static final String LAST_FAILED = """
			INSERT INTO destination_last (destination, failed_at, reason, detail) VALUES :rows
			ON CONFLICT (destination) DO UPDATE SET failed_at = excluded.failed_at, reason = excluded.reason,
				detail = excluded.detail
			WHERE destination_last.failed_at IS NULL OR destination_last.failed_at < excluded.failed_at
			""";

	private static final String FORGET = "DELETE FROM destination_hour WHERE hour < :before";

	private static final String HOURS = """
			SELECT destination, hour, delivered, failed, dead FROM destination_hour WHERE hour >= :from
			""";

	private static final String LAST = "SELECT * FROM destination_last";

	private TallyTable() {
	}

	/**
	 * Adds tallies.
	 * @param jdbc the unit of work to take part in
	 * @param tallies a tally for each destination
	 * @param now the time
	 */
	static void add(JdbcClient jdbc, Map<Destination, Tally> tallies, Instant now) {
		List<Object[]> hours = new ArrayList<>();
		List<Object[]> delivered = new ArrayList<>();
		List<Object[]> failed = new ArrayList<>();
		// In one order, so that replicas that add at the same time wait and do not
		// deadlock
		new TreeMap<>(tallies).forEach((destination, tally) -> {
			String name = destination.toString();
			new TreeMap<>(tally.hours()).forEach((hour, counts) -> hours
				.add(new Object[] { name, hour.toEpochMilli(), counts.delivered(), counts.failed(), counts.dead() }));
			DeliveredLast last = tally.delivered();
			if (last != null) {
				delivered.add(new Object[] { name, last.at().toEpochMilli(), last.lag().toMillis() });
			}
			FailedLast failure = tally.failed();
			if (failure != null) {
				failed.add(new Object[] { name, failure.at().toEpochMilli(), failure.reason(), failure.detail() });
			}
		});
		update(jdbc, ADD_HOURS, "hours", hours);
		update(jdbc, LAST_DELIVERED, "rows", delivered);
		update(jdbc, LAST_FAILED, "rows", failed);
		jdbc.sql(FORGET).param("before", now.minus(KEPT).toEpochMilli()).update();
	}

	private static void update(JdbcClient jdbc, String statement, String parameter, List<Object[]> rows) {
		if (!rows.isEmpty()) {
			jdbc.sql(statement).param(parameter, rows).update();
		}
	}

	/**
	 * Reads the counts of hours.
	 * @param jdbc a connection
	 * @param from the begin of the first hour
	 * @return the counts of each hour, for each destination
	 */
	static Map<Destination, Map<Instant, Counts>> hours(JdbcClient jdbc, Instant from) {
		Map<Destination, Map<Instant, Counts>> hours = new HashMap<>();
		jdbc.sql(HOURS)
			.param("from", from.toEpochMilli())
			.query((row, _) -> Map.entry(Destination.of(row.getString("destination")),
					Map.entry(Instant.ofEpochMilli(row.getLong("hour")),
							new Counts(row.getLong("delivered"), row.getLong("failed"), row.getLong("dead")))))
			.list()
			.forEach((entry) -> hours.computeIfAbsent(entry.getKey(), (_) -> new HashMap<>())
				.put(entry.getValue().getKey(), entry.getValue().getValue()));
		return hours;
	}

	/**
	 * Reads the last delivery and failure of each destination.
	 * @param jdbc a connection
	 * @return a tally for each, without hours
	 */
	static Map<Destination, Tally> last(JdbcClient jdbc) {
		Map<Destination, Tally> last = new HashMap<>();
		jdbc.sql(LAST)
			.query((row, _) -> Map.entry(Destination.of(row.getString("destination")),
					new Tally(Map.of(), delivered(row), failed(row))))
			.list()
			.forEach((entry) -> last.put(entry.getKey(), entry.getValue()));
		return last;
	}

	private static @Nullable DeliveredLast delivered(ResultSet row) throws SQLException {
		long at = row.getLong("delivered_at");
		return row.wasNull() ? null
				: new DeliveredLast(Instant.ofEpochMilli(at), Duration.ofMillis(row.getLong("lag")));
	}

	private static @Nullable FailedLast failed(ResultSet row) throws SQLException {
		long at = row.getLong("failed_at");
		return row.wasNull() ? null
				: new FailedLast(Instant.ofEpochMilli(at), row.getString("reason"), row.getString("detail"));
	}

}

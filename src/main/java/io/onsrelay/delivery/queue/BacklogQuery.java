package io.onsrelay.delivery.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;

/**
 * Counts the backlog of each destination.
 */
public final class BacklogQuery {

	static final String COUNT = """
			SELECT destination, pending, dead,
				(SELECT received_at FROM delivery WHERE delivery.id = counts.first_id) AS oldest,
				(SELECT not_before FROM destination_throttle
					WHERE destination_throttle.destination = counts.destination) AS not_before
			FROM (
				SELECT destination, sum(pending) AS pending, sum(dead) AS dead, min(first_id) AS first_id
				FROM (
					SELECT destination, count(*) AS pending, 0 AS dead, min(id) AS first_id
					FROM delivery WHERE state = 'pending' GROUP BY destination
					UNION ALL
					SELECT destination, 0, count(*), NULL
					FROM delivery WHERE state = 'dead' AND acknowledged_at IS NULL
					GROUP BY destination) AS states
				GROUP BY destination) AS counts
			""";

	private final Store store;

	private final Clock clock;

	public BacklogQuery(Store store, Clock clock) {
		this.store = store;
		this.clock = clock;
	}

	/**
	 * Counts the backlogs.
	 * @return the backlog of each destination that has one, configured or not
	 */
	public List<Backlog> count() {
		return this.store.read((jdbc) -> jdbc.sql(COUNT).query((row, _) -> backlog(row)).list());
	}

	private Backlog backlog(ResultSet row) throws SQLException {
		return new Backlog(Destination.of(row.getString("destination")), row.getLong("pending"),
				Columns.instant(row, "oldest"), row.getLong("dead"), paused(row.getLong("not_before")));
	}

	private Duration paused(long notBefore) {
		return Duration.ofMillis(Math.max(0, notBefore - this.clock.millis()));
	}

}

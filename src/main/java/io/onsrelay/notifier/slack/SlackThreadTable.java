package io.onsrelay.notifier.slack;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;

/**
 * The rows of one destination in the table {@code slack_thread}: the latest thread of
 * each ordering key.
 */
final class SlackThreadTable {

	/**
	 * The longest that {@code thread-max-age} can be.
	 */
	private static final Duration KEPT = Duration.ofDays(30);

	private final String destination;

	private final Store store;

	SlackThreadTable(Destination destination, Store store) {
		this.destination = destination.toString();
		this.store = store;
	}

	/**
	 * Finds the latest thread of a key.
	 * @param key the ordering key
	 * @return the thread
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	Optional<SlackThread> find(String key) {
		return this.store.read((jdbc) -> jdbc.sql("""
				SELECT ordering_key, channel, ts, title, started_at, resolved
				FROM slack_thread
				WHERE destination = ? AND ordering_key = ?
				""").params(this.destination, key).query(SlackThreadTable::thread).optional());
	}

	/**
	 * Saves a thread in place of an earlier one of its key, and deletes those that get no
	 * more replies.
	 * @param thread the thread
	 */
	void save(SlackThread thread) {
		this.store.write((jdbc) -> {
			jdbc.sql("DELETE FROM slack_thread WHERE destination = ? AND started_at < ?")
				.params(this.destination, thread.startedAt().minus(KEPT).toEpochMilli())
				.update();
			return jdbc.sql("""
					INSERT INTO slack_thread (destination, ordering_key, channel, ts, title, started_at, resolved)
					VALUES (?, ?, ?, ?, ?, ?, ?)
					ON CONFLICT (destination, ordering_key) DO UPDATE
					SET channel = excluded.channel, ts = excluded.ts, title = excluded.title,
						started_at = excluded.started_at, resolved = excluded.resolved
					""")
				.params(this.destination, thread.key(), thread.channel(), thread.ts(), thread.title(),
						thread.startedAt().toEpochMilli(), thread.resolved())
				.update();
		});
	}

	/**
	 * Deletes a thread whose first message was deleted.
	 * @param thread the thread
	 */
	void forget(SlackThread thread) {
		this.store.write((jdbc) -> jdbc.sql("""
				DELETE FROM slack_thread WHERE destination = ? AND ordering_key = ? AND ts = ?
				""").params(this.destination, thread.key(), thread.ts()).update());
	}

	private static SlackThread thread(ResultSet row, int number) throws SQLException {
		return new SlackThread(row.getString("ordering_key"), row.getString("channel"), row.getString("ts"),
				row.getString("title"), Instant.ofEpochMilli(row.getLong("started_at")), row.getBoolean("resolved"));
	}

}

package io.onsrelay.resolution;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * The rows of one destination in the table {@code incident_resolution}: the last resolve
 * of each incident.
 */
final class ResolutionTable {

	/**
	 * ONS redelivers for two hours, and operators replay what the journal still has.
	 */
	private static final Duration KEPT = Duration.ofDays(30);

	/**
	 * How many rows may be added before their number is limited again.
	 */
	private static final int SHARE = 100;

	private static final String FIND = """
			SELECT resolved_at FROM incident_resolution WHERE destination = ? AND incident_key = ?
			""";

	private static final String SAVE = """
			INSERT INTO incident_resolution (destination, incident_key, resolved_at, recorded_at)
			VALUES (?, ?, ?, ?)
			ON CONFLICT (destination, incident_key) DO UPDATE
			SET recorded_at = excluded.recorded_at,
				resolved_at = CASE WHEN excluded.resolved_at > incident_resolution.resolved_at
					THEN excluded.resolved_at ELSE incident_resolution.resolved_at END
			""";

	private static final String EXPIRE = """
			DELETE FROM incident_resolution WHERE destination = ? AND recorded_at < ?
			""";

	private static final String LIMIT = """
			DELETE FROM incident_resolution WHERE destination = ? AND recorded_at < (
				SELECT recorded_at FROM incident_resolution
				WHERE destination = ? ORDER BY recorded_at DESC LIMIT 1 OFFSET ?)
			""";

	private final String destination;

	private final Store store;

	private final int maxRows;

	private final AtomicInteger saved = new AtomicInteger();

	ResolutionTable(Destination destination, Store store, int maxRows) {
		this.destination = destination.toString();
		this.store = store;
		this.maxRows = maxRows;
	}

	/**
	 * Finds the last resolve of an incident.
	 * @param key the key of the incident
	 * @return when it was resolved
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	Optional<Instant> find(String key) {
		return this.store.read((jdbc) -> jdbc.sql(FIND)
			.params(this.destination, key)
			.query((row, _) -> Instant.ofEpochMilli(row.getLong("resolved_at")))
			.optional());
	}

	/**
	 * Saves a resolve unless a later one is known, and deletes the oldest rows.
	 * @param key the key of the incident
	 * @param resolvedAt when it was resolved
	 * @param now the current time
	 */
	void save(String key, Instant resolvedAt, Instant now) {
		boolean limit = this.saved.incrementAndGet() % Math.max(1, this.maxRows / SHARE) == 0;
		this.store.write(UnitOfWork.locking(Set.of("resolution " + this.destination), (jdbc) -> {
			jdbc.sql(EXPIRE).params(this.destination, now.minus(KEPT).toEpochMilli()).update();
			int changed = jdbc.sql(SAVE)
				.params(this.destination, key, resolvedAt.toEpochMilli(), now.toEpochMilli())
				.update();
			return limit ? changed + limit(jdbc) : changed;
		}));
	}

	private int limit(JdbcClient jdbc) {
		return jdbc.sql(LIMIT).params(this.destination, this.destination, this.maxRows - 1).update();
	}

}

package io.onsrelay.notifier.alertmanager;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.onsrelay.notifier.Destination;
import io.onsrelay.store.Store;
import io.onsrelay.store.UnitOfWork;

/**
 * The rows of one destination in the table {@code alertmanager_alert}: the alerts that
 * fire there.
 */
final class FiringAlertTable {

	/**
	 * More alerts than are of use to users; further ones are not repeated.
	 */
	private static final int MAX_ROWS = 5_000;

	private static final String FIND = """
			SELECT alert FROM alertmanager_alert WHERE destination = ? AND incident_key = ?
			""";

	private static final String FIRING = """
			SELECT incident_key, alert FROM alertmanager_alert WHERE destination = ? AND fires_until > ?
			ORDER BY incident_key LIMIT ?
			""";

	private static final String SAVE = """
			INSERT INTO alertmanager_alert (destination, incident_key, alert, fires_until)
			VALUES (?, ?, ?, ?)
			ON CONFLICT (destination, incident_key) DO UPDATE
			SET alert = excluded.alert, fires_until = excluded.fires_until
			""";

	private static final String DELETE = """
			DELETE FROM alertmanager_alert WHERE destination = ? AND incident_key = ?
			""";

	private static final String EXPIRE = """
			DELETE FROM alertmanager_alert WHERE destination = ? AND fires_until <= ?
			""";

	private final String destination;

	private final Store store;

	FiringAlertTable(Destination destination, Store store) {
		this.destination = destination.toString();
		this.store = store;
	}

	/**
	 * Finds a firing alert.
	 * @param key the key of its incident
	 * @return the alert; empty if it does not fire
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	Optional<String> find(String key) {
		return this.store.read((jdbc) -> jdbc.sql(FIND).params(this.destination, key).query(String.class).optional());
	}

	/**
	 * Return the alerts that fire.
	 * @param now the current time
	 * @return the alerts by the keys of their incidents
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be read now
	 */
	Map<String, String> firing(Instant now) {
		return this.store.read((jdbc) -> {
			Map<String, String> firing = new LinkedHashMap<>();
			jdbc.sql(FIRING)
				.params(this.destination, now.toEpochMilli(), MAX_ROWS)
				.query((row, _) -> Map.entry(row.getString("incident_key"), row.getString("alert")))
				.list()
				.forEach((row) -> firing.put(row.getKey(), row.getValue()));
			return firing;
		});
	}

	/**
	 * Saves a firing alert.
	 * @param key the key of its incident
	 * @param alert the alert as JSON
	 * @param until how long it is repeated
	 */
	void save(String key, String alert, Instant until) {
		this.store.write(UnitOfWork.locking(Set.of("alertmanager " + this.destination),
				(jdbc) -> jdbc.sql(SAVE).params(this.destination, key, alert, until.toEpochMilli()).update()));
	}

	/**
	 * Deletes the alerts that are not repeated any more. It reads all rows of the
	 * destination, so it is for each round of repetitions, not for each message.
	 * @param now the current time
	 * @throws io.onsrelay.store.StoreUnavailableException if the store can't be written
	 * now
	 */
	void expire(Instant now) {
		this.store.write(UnitOfWork.locking(Set.of("alertmanager " + this.destination),
				(jdbc) -> jdbc.sql(EXPIRE).params(this.destination, now.toEpochMilli()).update()));
	}

	/**
	 * Deletes an alert that is over.
	 * @param key the key of its incident
	 */
	void delete(String key) {
		this.store.write(UnitOfWork.locking(Set.of("alertmanager " + this.destination),
				(jdbc) -> jdbc.sql(DELETE).params(this.destination, key).update()));
	}

}

package io.onsrelay.store.maintenance;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What waits for a destination in a store that is read while the service may run.
 *
 * @param destination kind and name of the destination, configured or not
 * @param count how many deliveries are pending
 * @param oldest when the oldest message among them was received
 */
public record PendingDeliveries(String destination, long count, Instant oldest) {

	private static final String COUNT = """
			SELECT destination, count(*) AS pending, min(received_at) AS oldest
			FROM delivery WHERE state = 'pending' GROUP BY destination ORDER BY destination
			""";

	/**
	 * Reads a store, and changes nothing in it.
	 * @param url the JDBC URL of the store
	 * @param username the database's user; {@code null} where there is none
	 * @param password the user's password; {@code null} where there is none
	 * @return what waits for each destination, in alphabetical order
	 * @throws RuntimeException if the store can't be read, with the reason as its message
	 */
	public static List<PendingDeliveries> in(String url, @Nullable String username, @Nullable String password) {
		return ReadOnlyStore.read(url, username, password,
				(jdbc) -> jdbc.sql(COUNT)
					.query((row, _) -> new PendingDeliveries(row.getString("destination"), row.getLong("pending"),
							Instant.ofEpochMilli(row.getLong("oldest"))))
					.list());
	}

}

package io.onsrelay.store.maintenance;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * When the last message of a topic was received, read from a store while the service may
 * run.
 *
 * @param byTopic the time by the OCID of the topic; a topic of which the store has no
 * message is missing
 */
public record LastMessages(Map<String, Instant> byTopic) {

	/**
	 * The index by time is read backwards, until there is one of the topic.
	 */
	private static final String LAST = "SELECT received_at FROM message WHERE topic = ? ORDER BY received_at DESC LIMIT 1";

	/**
	 * Reads a store, and changes nothing in it.
	 * @param url the JDBC URL of the store
	 * @param username the database's user; {@code null} where there is none
	 * @param password the user's password; {@code null} where there is none
	 * @param topics the OCIDs of the topics
	 * @return the last message of each
	 * @throws RuntimeException if the store can't be read, with the reason as its message
	 */
	public static LastMessages in(String url, @Nullable String username, @Nullable String password,
			Collection<String> topics) {
		return ReadOnlyStore.read(url, username, password, (jdbc) -> {
			Map<String, Instant> last = new HashMap<>();
			for (String topic : topics) {
				jdbc.sql(LAST)
					.param(topic)
					.query(Long.class)
					.optional()
					.ifPresent((millis) -> last.put(topic, Instant.ofEpochMilli(millis)));
			}
			return new LastMessages(last);
		});
	}

}

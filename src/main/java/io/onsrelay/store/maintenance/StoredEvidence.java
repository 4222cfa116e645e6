package io.onsrelay.store.maintenance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The exact bytes and headers of messages, read from a store while the service may run.
 */
public final class StoredEvidence {

	/**
	 * Bodies may have 256 KB.
	 */
	private static final int PAGE_ROWS = 50;

	private static final String PAGE = """
			SELECT message.seq, received_at, headers, body
			FROM message JOIN message_body ON message_body.seq = message.seq
			WHERE message.seq < :before AND (CAST(:topic AS TEXT) IS NULL OR lower(topic) = lower(:topic))
			ORDER BY message.seq DESC LIMIT :rows
			""";

	private StoredEvidence() {
	}

	/**
	 * Reads the newest messages, and changes nothing.
	 * @param url the JDBC URL of the store
	 * @param username the database's user; {@code null} where there is none
	 * @param password the user's password; {@code null} where there is none
	 * @param topic the OCID of the topic; {@code null} for every topic
	 * @param messages how many at most
	 * @param visitor gets each message, the newest first
	 * @throws RuntimeException if the store can't be read, with the reason as its message
	 */
	public static void read(String url, @Nullable String username, @Nullable String password, @Nullable String topic,
			int messages, EvidenceVisitor visitor) {
		long before = Long.MAX_VALUE;
		for (int left = messages; left > 0; left -= PAGE_ROWS) {
			int rows = Math.min(left, PAGE_ROWS);
			Map<String, @Nullable Object> parameters = new HashMap<>();
			parameters.put("before", before);
			parameters.put("topic", topic);
			parameters.put("rows", rows);
			List<Map.Entry<Long, Runnable>> page = ReadOnlyStore.read(url, username, password,
					(jdbc) -> jdbc.sql(PAGE).params(parameters).query((row, _) -> entry(row, visitor)).list());
			// Not while the store is open: a visitor may take its time
			page.forEach((entry) -> entry.getValue().run());
			if (page.size() < rows) {
				return;
			}
			before = page.getLast().getKey();
		}
	}

	private static Map.Entry<Long, Runnable> entry(ResultSet row, EvidenceVisitor visitor) throws SQLException {
		Instant receivedAt = Instant.ofEpochMilli(row.getLong("received_at"));
		String headers = row.getString("headers");
		byte[] body = row.getBytes("body");
		return Map.entry(row.getLong("seq"), () -> visitor.visit(receivedAt, headers, body));
	}

	/**
	 * Gets messages.
	 */
	@FunctionalInterface
	public interface EvidenceVisitor {

		/**
		 * Gets one message.
		 * @param receivedAt when it was received
		 * @param headers its headers, as a JSON object
		 * @param body its exact bytes
		 */
		void visit(Instant receivedAt, String headers, byte[] body);

	}

}

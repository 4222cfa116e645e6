package io.onsrelay.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The relay's store, read from outside while the relay runs and when it does not.
 */
final class StoreFile {

	private final Path file;

	private final JdbcClient jdbc;

	StoreFile(Path file) {
		this.file = file;
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		config.setBusyTimeout(5_000);
		SQLiteDataSource dataSource = new SQLiteDataSource(config);
		dataSource.setUrl("jdbc:sqlite:" + file);
		this.jdbc = JdbcClient.create(dataSource);
	}

	/**
	 * Return the bodies in the journal, in its order.
	 */
	List<String> journal() {
		return bodies("SELECT body FROM message_body ORDER BY seq");
	}

	/**
	 * Return the bodies in the audit store, in its order.
	 */
	List<String> audit() {
		return bodies("""
				SELECT coalesce(audit_record.body, message_body.body) AS body
				FROM audit_record LEFT JOIN message_body ON message_body.seq = message_seq
				WHERE destination <> 'ons-relay' ORDER BY audit_record.seq
				""");
	}

	/**
	 * Return how many records of the audit log are not in its tree yet.
	 */
	int unsealed() {
		return this.jdbc.sql("""
				SELECT count(*) FROM audit_record WHERE seq NOT IN (SELECT record FROM audit_leaf)
				""").query(Integer.class).single();
	}

	/**
	 * Return how many deliveries to a destination ended well.
	 */
	int delivered(String destination) {
		return count(destination, "delivered");
	}

	/**
	 * Return how many dead letters to a destination there are.
	 */
	int dead(String destination) {
		return count(destination, "dead");
	}

	/**
	 * Return how many deliveries were done without a call, since the destination knows a
	 * later state.
	 */
	int late(String destination) {
		return this.jdbc
			.sql("SELECT count(*) FROM delivery WHERE destination = ? AND state = 'delivered' AND reason = 'late'")
			.param(destination)
			.query(Integer.class)
			.single();
	}

	private int count(String destination, String state) {
		return this.jdbc.sql("SELECT count(*) FROM delivery WHERE destination = ? AND state = ?")
			.params(destination, state)
			.query(Integer.class)
			.single();
	}

	/**
	 * Return how many deliveries are not over yet.
	 */
	int pending() {
		return this.jdbc.sql("SELECT count(*) FROM delivery WHERE state = 'pending'").query(Integer.class).single();
	}

	/**
	 * Return how many deliveries are claimed.
	 */
	int leased() {
		return this.jdbc.sql("SELECT count(*) FROM delivery WHERE lease IS NOT NULL").query(Integer.class).single();
	}

	/**
	 * Return how many attempts at a destination that did not deliver are kept, and how
	 * many attempts its deliveries count.
	 */
	Attempts attempts(String destination) {
		return this.jdbc
			.sql("""
					SELECT (SELECT count(*) FROM attempt JOIN delivery ON id = delivery_id WHERE destination = :destination),
						(SELECT coalesce(sum(attempts), 0) FROM delivery WHERE destination = :destination)
					""")
			.param("destination", destination)
			.query((row, number) -> new Attempts(row.getInt(1), row.getInt(2)))
			.single();
	}

	/**
	 * Return why messages are dead letters.
	 */
	List<String> deadLetters() {
		return this.jdbc.sql("SELECT destination || ': ' || detail FROM delivery WHERE state = 'dead'")
			.query((row, number) -> row.getString(1))
			.list();
	}

	/**
	 * Return how long after their receipt messages were delivered, leaving out a number
	 * of messages at the beginning of the journal.
	 */
	LatencySamples lags(String destination, int leftOut) {
		return new LatencySamples(this.jdbc.sql("""
				SELECT finished_at - received_at FROM delivery
				WHERE destination = ? AND state = 'delivered' AND message_seq > ?
				""").params(destination, leftOut).query((row, number) -> row.getLong(1)).list());
	}

	/**
	 * Spoils the page where a table begins, while the relay does not run.
	 */
	void overwriteFirstPageOf(String table) throws IOException {
		int size = this.jdbc.sql("PRAGMA page_size").query(Integer.class).single();
		int page = this.jdbc.sql("SELECT rootpage FROM sqlite_master WHERE name = ?")
			.param(table)
			.query(Integer.class)
			.single();
		byte[] garbage = new byte[size];
		Arrays.fill(garbage, (byte) 0xA5);
		try (FileChannel channel = FileChannel.open(this.file, StandardOpenOption.WRITE)) {
			channel.write(ByteBuffer.wrap(garbage), (page - 1L) * size);
		}
	}

	private List<String> bodies(String query) {
		return this.jdbc.sql(query)
			.query((row, number) -> new String(row.getBytes("body"), StandardCharsets.UTF_8))
			.list();
	}

	/**
	 * How often messages were sent to a destination.
	 *
	 * @param kept how many attempts that did not deliver are kept
	 * @param counted how many attempts its deliveries count
	 */
	record Attempts(int kept, int counted) {
	}

}

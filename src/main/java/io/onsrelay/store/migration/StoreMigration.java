package io.onsrelay.store.migration;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.postgres.NulCharacters;
import io.onsrelay.store.postgres.PostgresDatabase;
import io.onsrelay.store.schema.Schema;
import io.onsrelay.store.sqlite.SqliteDatabase;

/**
 * Copies the contents of an SQLite file to a PostgreSQL database, while no relay uses
 * either. Rows are copied in the order of their keys and committed in batches, so an
 * interrupted migration resumes where it stopped. The file is not changed.
 */
public final class StoreMigration {

	private static final String FROM = "--from";

	private static final String TO = "--to";

	/**
	 * The tables and their primary keys, each after the tables that it refers to. Every
	 * new table belongs here, except those of the index of messages: the service builds
	 * that anew from the journal.
	 */
	static final Map<String, List<String>> TABLES = tables();

	/**
	 * Tables whose keys come from a sequence, and the column.
	 */
	private static final Map<String, String> SEQUENCES = Map.of("message", "seq", "delivery", "id", "audit_record",
			"seq", "silence", "id", "held_delivery", "id", "replay", "id");

	private static final int BATCH_ROWS = 200;

	private final Progress progress;

	/**
	 * Creates a migration.
	 * @param progress is notified of each batch and each verified table
	 */
	public StoreMigration(Progress progress) {
		this.progress = progress;
	}

	private static Map<String, List<String>> tables() {
		Map<String, List<String>> tables = new LinkedHashMap<>();
		tables.put("message", List.of("seq"));
		tables.put("message_body", List.of("seq"));
		tables.put("message_key", List.of("key"));
		tables.put("delivery", List.of("id"));
		tables.put("attempt", List.of("delivery_id", "number"));
		tables.put("destination_throttle", List.of("destination"));
		tables.put("clock_offset", List.of("id"));
		tables.put("audit_record", List.of("seq"));
		tables.put("audit_leaf", List.of("leaf"));
		tables.put("audit_unsealed", List.of("record"));
		tables.put("audit_tree", List.of("id"));
		tables.put("audit_cut", List.of("size"));
		tables.put("audit_checkpoint", List.of("number"));
		tables.put("audit_sink", List.of("name"));
		tables.put("credential", List.of("name"));
		tables.put("confirmation", List.of("url_digest"));
		tables.put("slack_thread", List.of("destination", "ordering_key"));
		tables.put("incident_resolution", List.of("destination", "incident_key"));
		tables.put("signature_construction", List.of("topic", "version", "construction"));
		tables.put("alertmanager_alert", List.of("destination", "incident_key"));
		tables.put("topic", List.of("id"));
		tables.put("topic_gap", List.of("topic_id", "day"));
		tables.put("subscription", List.of("id"));
		tables.put("canary", List.of("id"));
		tables.put("notice_key", List.of("id"));
		tables.put("silence", List.of("id"));
		tables.put("held_delivery", List.of("id"));
		tables.put("replay", List.of("id"));
		tables.put("replay_delivery", List.of("replay_id", "delivery_id"));
		tables.put("loaded_routes", List.of("id"));
		tables.put("destination_pause", List.of("destination", "begins"));
		tables.put("destination_hour", List.of("destination", "hour"));
		tables.put("destination_last", List.of("destination"));
		return tables;
	}

	/**
	 * Copies all tables, compares both sides, and leaves the target ready for use.
	 * @param from the JDBC URL of the SQLite file
	 * @param to the JDBC URL of the PostgreSQL database
	 * @param username the database's user; {@code null} where the URL contains it
	 * @param password the user's password; {@code null} where the URL contains it or none
	 * is needed
	 * @throws InvalidConfigurationException if one of them can't be used, or the target
	 * contains other data
	 * @throws StoreUnavailableException if one of them fails; the same call resumes the
	 * migration
	 */
	public void run(String from, String to, @Nullable String username, @Nullable String password) {
		if (!Files.exists(SqliteDatabase.file(from))) {
			throw new InvalidConfigurationException(FROM, "there is no such file",
					"Set it to the file of the old store.");
		}
		if (!to.startsWith(PostgresDatabase.PREFIX)) {
			throw new InvalidConfigurationException(TO, "it is not a JDBC URL of a PostgreSQL database",
					"Write it as jdbc:postgresql://host:5432/database.");
		}
		try (SqliteDatabase source = SqliteDatabase.open(from);
				PostgresDatabase target = PostgresDatabase.open(to, username, password)) {
			Schema.of(source.reading(), source.dialect(), FROM).check();
			Schema.of(target.migrating(), target.dialect(), TO).migrate();
			run(source, target, SqliteDatabase.file(from).toString());
		}
	}

	private void run(SqliteDatabase from, PostgresDatabase to, String file) {
		try (Connection source = from.reading().getConnection();
				Connection target = NulCharacters.replacing(to.migrating().getConnection())) {
			target.setAutoCommit(false);
			compareVersions(source, target);
			begin(target, file);
			for (Map.Entry<String, List<String>> entry : TABLES.entrySet()) {
				TableCopy table = TableCopy.of(target, entry.getKey(), entry.getValue());
				copy(table, source, target);
				compare(table, source, target);
			}
			advanceSequences(source, target);
			execute(target, "UPDATE store_migration SET finished = true");
			target.commit();
		}
		catch (SQLException ex) {
			throw new StoreUnavailableException(
					"One of the databases failed (%s): run the same command again to resume".formatted(ex.getMessage()),
					ex);
		}
	}

	private static void compareVersions(Connection source, Connection target) throws SQLException {
		String query = "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history";
		long version = number(source, query);
		long newest = number(target, query);
		if (version != newest) {
			throw new InvalidConfigurationException(FROM,
					"the file has schema version %d, and the database has schema version %d".formatted(version, newest),
					"Start this version of the service with the file once, and stop it again.");
		}
	}

	/**
	 * Checks that the target is empty, or contains an unfinished migration of this file.
	 */
	private static void begin(Connection target, String file) throws SQLException {
		execute(target, "CREATE TABLE IF NOT EXISTS store_migration (source TEXT NOT NULL, finished BOOLEAN NOT NULL)");
		execute(target, "LOCK TABLE store_migration IN ACCESS EXCLUSIVE MODE");
		try (Statement statement = target.createStatement();
				ResultSet row = statement.executeQuery("SELECT source, finished FROM store_migration")) {
			if (row.next()) {
				rejectUnless(file.equals(row.getString("source")) && !row.getBoolean("finished"),
						"the migration of %s to it %s".formatted(row.getString("source"),
								row.getBoolean("finished") ? "is complete" : "is not complete"));
				return;
			}
		}
		for (String table : TABLES.keySet()) {
			rejectUnless(
					number(target, "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT 1) AS found".formatted(table)) == 0,
					"the database has rows in the table " + table);
		}
		try (PreparedStatement statement = target
			.prepareStatement("INSERT INTO store_migration (source, finished) VALUES (?, false)")) {
			statement.setString(1, file);
			statement.executeUpdate();
		}
		target.commit();
	}

	private static void rejectUnless(boolean usable, String reason) {
		if (!usable) {
			throw new InvalidConfigurationException(TO, reason, "Choose an empty database.");
		}
	}

	private void copy(TableCopy table, Connection source, Connection target) throws SQLException {
		long total = table.count(source);
		long copied = table.count(target);
		this.progress.copied(table.name(), copied, total);
		for (int rows = BATCH_ROWS; rows == BATCH_ROWS;) {
			rows = table.copyNext(source, target, BATCH_ROWS);
			target.commit();
			copied += rows;
			this.progress.copied(table.name(), copied, total);
		}
	}

	private void compare(TableCopy table, Connection source, Connection target) throws SQLException {
		String digest = table.digest(source, false);
		if (table.count(source) != table.count(target) || !digest.equals(table.digest(target, true))) {
			throw new StoreUnavailableException(
					"The table %s is not the same on both sides: empty the target and begin again"
						.formatted(table.name()),
					null);
		}
		this.progress.verified(table.name(), digest);
	}

	/**
	 * Sets the sequences to the counters of the file, which include deleted rows.
	 */
	private static void advanceSequences(Connection source, Connection target) throws SQLException {
		for (Map.Entry<String, String> entry : SEQUENCES.entrySet()) {
			long last = number(source,
					"SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '%s'".formatted(entry.getKey()));
			execute(target, "SELECT setval(pg_get_serial_sequence('%s', '%s'), %d, %s)".formatted(entry.getKey(),
					entry.getValue(), Math.max(1, last), last > 0));
		}
	}

	private static long number(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getLong(1);
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Is notified of the progress of a migration.
	 */
	public interface Progress {

		/**
		 * Called when rows of a table have been copied.
		 * @param table the name of the table
		 * @param rows how many rows the target has
		 * @param total how many rows the source has
		 */
		void copied(String table, long rows, long total);

		/**
		 * Called when a table is the same on both sides.
		 * @param table the name of the table
		 * @param sha256 the digest of its rows, in hexadecimal
		 */
		void verified(String table, String sha256);

	}

}

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

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.postgres.NulCharacters;
import io.onsrelay.store.postgres.PostgresDatabase;
import io.onsrelay.store.sqlite.SqliteDatabase;

/**
 * Moves what an SQLite file holds to a PostgreSQL database, while no relay uses either.
 * Rows are copied in the order of their keys and committed little by little, so that a
 * move that was interrupted goes on where it was. The file stays as it is.
 */
public final class StoreMigration {

	private static final String FROM = "--from";

	private static final String TO = "--to";

	/**
	 * The tables and their keys, each after those that it refers to.
	 */
	static final Map<String, List<String>> TABLES = tables();

	/**
	 * Tables whose keys are counted.
	 */
	private static final Map<String, String> COUNTED = Map.of("message", "seq", "delivery", "id", "audit_record",
			"seq");

	private static final int BATCH = 200;

	private final Progress progress;

	/**
	 * Creates a migration.
	 * @param progress is told how far it is
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
		tables.put("audit_record", List.of("seq"));
		tables.put("credential", List.of("name"));
		tables.put("confirmation", List.of("url_digest"));
		tables.put("slack_thread", List.of("destination", "ordering_key"));
		return tables;
	}

	/**
	 * Copies everything, compares both sides, and leaves the target ready for use.
	 * @param from the URL of the file
	 * @param to the URL of the database
	 * @param username the database's user; none where the URL says it
	 * @param password the user's password; none where the URL says it, or none is needed
	 * @throws InvalidConfigurationException if one of them can't be used, or the target
	 * holds something else
	 * @throws StoreUnavailableException if one of them fails; the same call goes on where
	 * it was
	 */
	public void run(String from, String to, @Nullable String username, @Nullable String password) {
		if (!Files.exists(SqliteDatabase.file(from))) {
			throw new InvalidConfigurationException(FROM, "there is no such file", "Name the file of the old store.");
		}
		if (!to.startsWith(PostgresDatabase.PREFIX)) {
			throw new InvalidConfigurationException(TO, "it is no address of a PostgreSQL database",
					"Write it as jdbc:postgresql://host:5432/database.");
		}
		try (SqliteDatabase source = SqliteDatabase.open(from);
				PostgresDatabase target = PostgresDatabase.open(to, username, password)) {
			Flyway.configure()
				.dataSource(target.migrating())
				.locations("classpath:db/migration/postgresql")
				.load()
				.migrate();
			run(source, target, SqliteDatabase.file(from).toString());
		}
	}

	private void run(SqliteDatabase source, PostgresDatabase target, String name) {
		try (Connection old = source.reading().getConnection();
				Connection fresh = NulCharacters.in(target.migrating().getConnection())) {
			fresh.setAutoCommit(false);
			compareVersions(old, fresh);
			begin(fresh, name);
			for (Map.Entry<String, List<String>> entry : TABLES.entrySet()) {
				TableCopy table = TableCopy.of(fresh, entry.getKey(), entry.getValue());
				copy(table, old, fresh);
				compare(table, old, fresh);
			}
			countOn(old, fresh);
			execute(fresh, "UPDATE store_migration SET finished = true");
			fresh.commit();
		}
		catch (SQLException ex) {
			throw new StoreUnavailableException(
					"One of the databases failed (%s): the same command goes on where it was"
						.formatted(ex.getMessage()),
					ex);
		}
	}

	private static void compareVersions(Connection old, Connection fresh) throws SQLException {
		String query = "SELECT max(CAST(version AS INTEGER)) FROM flyway_schema_history";
		long version = number(old, query);
		long newest = number(fresh, query);
		if (version != newest) {
			throw new InvalidConfigurationException(FROM,
					"the file has version %d of the tables, and the database version %d".formatted(version, newest),
					"Start this version of the service on the file once, and stop it again.");
		}
	}

	/**
	 * Makes sure that the target is empty, or holds the beginning of this very move.
	 */
	private static void begin(Connection fresh, String source) throws SQLException {
		execute(fresh, "CREATE TABLE IF NOT EXISTS store_migration (source TEXT NOT NULL, finished BOOLEAN NOT NULL)");
		execute(fresh, "LOCK TABLE store_migration IN ACCESS EXCLUSIVE MODE");
		try (Statement statement = fresh.createStatement();
				ResultSet row = statement.executeQuery("SELECT source, finished FROM store_migration")) {
			if (row.next()) {
				refuseUnless(source.equals(row.getString("source")) && !row.getBoolean("finished"),
						"the move of %s to it %s".formatted(row.getString("source"),
								row.getBoolean("finished") ? "is complete" : "is not complete"));
				return;
			}
		}
		for (String table : TABLES.keySet()) {
			refuseUnless(
					number(fresh, "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT 1) AS found".formatted(table)) == 0,
					"the database has rows in the table " + table);
		}
		try (PreparedStatement statement = fresh
			.prepareStatement("INSERT INTO store_migration (source, finished) VALUES (?, false)")) {
			statement.setString(1, source);
			statement.executeUpdate();
		}
		fresh.commit();
	}

	private static void refuseUnless(boolean usable, String reason) {
		if (!usable) {
			throw new InvalidConfigurationException(TO, reason, "Name a database that is empty.");
		}
	}

	private void copy(TableCopy table, Connection old, Connection fresh) throws SQLException {
		long total = table.count(old);
		long copied = table.count(fresh);
		this.progress.copied(table.name(), copied, total);
		for (int rows = BATCH; rows == BATCH;) {
			rows = table.copyNext(old, fresh, BATCH);
			fresh.commit();
			copied += rows;
			this.progress.copied(table.name(), copied, total);
		}
	}

	private void compare(TableCopy table, Connection old, Connection fresh) throws SQLException {
		String digest = table.digest(old, false);
		if (table.count(old) != table.count(fresh) || !digest.equals(table.digest(fresh, true))) {
			throw new StoreUnavailableException(
					"The table %s is not the same on both sides: empty the target, and begin again"
						.formatted(table.name()),
					null);
		}
		this.progress.verified(table.name(), digest);
	}

	/**
	 * Numbers go on where the file's counters are, also beyond rows that were deleted.
	 */
	private static void countOn(Connection old, Connection fresh) throws SQLException {
		for (Map.Entry<String, String> entry : COUNTED.entrySet()) {
			long last = number(old,
					"SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '%s'".formatted(entry.getKey()));
			execute(fresh, "SELECT setval(pg_get_serial_sequence('%s', '%s'), %d, %s)".formatted(entry.getKey(),
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
	 * Is told how far a migration is.
	 */
	public interface Progress {

		/**
		 * Says how much of a table is there.
		 * @param table the table
		 * @param rows how many rows are there
		 * @param total how many rows there will be
		 */
		void copied(String table, long rows, long total);

		/**
		 * Says that a table is the same on both sides.
		 * @param table the table
		 * @param sha256 the digest of its rows
		 */
		void verified(String table, String sha256);

	}

}

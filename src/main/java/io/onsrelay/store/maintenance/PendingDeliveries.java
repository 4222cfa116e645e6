package io.onsrelay.store.maintenance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import io.onsrelay.store.library.NativeLibrary;
import io.onsrelay.store.postgres.PostgresDatabase;
import io.onsrelay.store.sqlite.DatabaseFiles;
import io.onsrelay.store.sqlite.SqliteDatabase;

/**
 * What waits for a destination in a store that is read while the service may run.
 *
 * @param destination kind and name of the destination, configured or not
 * @param count how many deliveries are pending
 * @param oldest when the oldest message among them was received
 */
public record PendingDeliveries(String destination, long count, Instant oldest) {

	private static final int BUSY_TIMEOUT_MILLIS = 3_000;

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
		if (url.startsWith(PostgresDatabase.PREFIX)) {
			try (PostgresDatabase database = PostgresDatabase.open(url, username, password);
					Connection connection = database.reading().getConnection()) {
				return read(connection);
			}
			catch (SQLException | DataAccessException ex) {
				throw unreadable("The database", ex);
			}
		}
		Path file = SqliteDatabase.file(url);
		if (!Files.exists(file)) {
			throw new MaintenanceException(
					"There is no store %s: the service creates it at its first start".formatted(file));
		}
		NativeLibrary.load();
		try (Connection connection = connect(file)) {
			return read(connection);
		}
		catch (SQLException | DataAccessException ex) {
			throw unreadable(file.toString(), ex);
		}
	}

	/**
	 * Opens a file for reading. Where no log lies beside it, no process uses it, and it
	 * is read as it is, so that no log is created for another user.
	 */
	private static Connection connect(Path file) throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
		SQLiteDataSource dataSource = new SQLiteDataSource(config);
		boolean used = Files.exists(DatabaseFiles.of(file).log());
		dataSource.setUrl("jdbc:sqlite:" + file.toUri().toASCIIString() + (used ? "" : "?immutable=1"));
		return dataSource.getConnection();
	}

	private static List<PendingDeliveries> read(Connection connection) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true))
			.sql(COUNT)
			.query((row, _) -> new PendingDeliveries(row.getString("destination"), row.getLong("pending"),
					Instant.ofEpochMilli(row.getLong("oldest"))))
			.list();
	}

	private static MaintenanceException unreadable(String store, Exception ex) {
		Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
		return new MaintenanceException("%s can't be read: %s".formatted(store, cause.getMessage()), ex);
	}

}

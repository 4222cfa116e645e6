package io.onsrelay.store.maintenance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;

import javax.sql.DataSource;

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
 * Reads a store while the service may run, and changes nothing in it.
 */
public final class ReadOnlyStore {

	private static final int BUSY_TIMEOUT_MILLIS = 3_000;

	private ReadOnlyStore() {
	}

	/**
	 * Reads a store.
	 * @param <T> the type of the result
	 * @param url the JDBC URL of the store
	 * @param username the database's user; {@code null} where there is none
	 * @param password the user's password; {@code null} where there is none
	 * @param query what is read
	 * @return the result of the query
	 * @throws RuntimeException if the store can't be read, with the reason as its message
	 */
	public static <T> T read(String url, @Nullable String username, @Nullable String password,
			Function<JdbcClient, T> query) {
		if (url.startsWith(PostgresDatabase.PREFIX)) {
			try (PostgresDatabase database = PostgresDatabase.open(url, username, password);
					Connection connection = database.reading().getConnection()) {
				return query.apply(client(connection));
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
		try (Connection connection = connections(file).getConnection()) {
			return query.apply(client(connection));
		}
		catch (SQLException | DataAccessException ex) {
			throw unreadable(file.toString(), ex);
		}
	}

	private static JdbcClient client(Connection connection) {
		return JdbcClient.create(new SingleConnectionDataSource(connection, true));
	}

	/**
	 * Opens a file for reading. Where no log lies beside it, no process uses it, and it
	 * is read as it is, so that no log is created for another user.
	 */
	static DataSource connections(Path file) {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
		SQLiteDataSource dataSource = new SQLiteDataSource(config);
		boolean used = Files.exists(DatabaseFiles.of(file).log());
		dataSource.setUrl("jdbc:sqlite:" + file.toUri().toASCIIString() + (used ? "" : "?immutable=1"));
		return dataSource;
	}

	static MaintenanceException unreadable(String store, Exception ex) {
		Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
		return new MaintenanceException("%s can't be read: %s".formatted(store, cause.getMessage()), ex);
	}

}

package io.onsrelay.store.maintenance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.onsrelay.store.library.NativeLibrary;
import io.onsrelay.store.postgres.PostgresDatabase;
import io.onsrelay.store.sqlite.DatabaseFiles;
import io.onsrelay.store.sqlite.SqliteDatabase;

/**
 * Reads a store for a long time, by several threads, while the service may run, and
 * changes nothing in it. A connection is kept for each of the threads.
 */
public final class StoreReading implements AutoCloseable {

	private final String name;

	private final DataSource connections;

	private final @Nullable PostgresDatabase database;

	/**
	 * The log of a file that no process used at the start.
	 */
	private final @Nullable Path absentLog;

	private final Deque<Connection> free = new ConcurrentLinkedDeque<>();

	private StoreReading(String name, DataSource connections, @Nullable PostgresDatabase database,
			@Nullable Path absentLog) {
		this.name = name;
		this.connections = connections;
		this.database = database;
		this.absentLog = absentLog;
	}

	/**
	 * Opens a store.
	 * @param url the JDBC URL of the store
	 * @param username the database's user; {@code null} where there is none
	 * @param password the user's password; {@code null} where there is none
	 * @return the store
	 * @throws RuntimeException if the store can't be opened, with the reason as its
	 * message
	 */
	public static StoreReading open(String url, @Nullable String username, @Nullable String password) {
		if (url.startsWith(PostgresDatabase.PREFIX)) {
			PostgresDatabase database = PostgresDatabase.open(url, username, password);
			return new StoreReading("The database", database.reading(), database, null);
		}
		Path file = SqliteDatabase.file(url);
		if (!Files.exists(file)) {
			throw new MaintenanceException(
					"There is no store %s: the service creates it at its first start".formatted(file));
		}
		NativeLibrary.load();
		Path log = DatabaseFiles.of(file).log();
		boolean used = Files.exists(log);
		return new StoreReading(file.toString(), ReadOnlyStore.connections(file), null, used ? null : log);
	}

	/**
	 * Reads committed data.
	 * @param <T> the type of the result
	 * @param query what is read
	 * @return the result of the query
	 * @throws RuntimeException if the store can't be read, with the reason as its message
	 */
	public <T> T read(Function<JdbcClient, T> query) {
		try {
			Connection connection = this.free.poll();
			if (connection == null) {
				connection = this.connections.getConnection();
			}
			T result = query.apply(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
			this.free.push(connection);
			return result;
		}
		catch (SQLException | DataAccessException ex) {
			throw ReadOnlyStore.unreadable(this.name, ex);
		}
	}

	/**
	 * Return whether a process has begun to use a file that none used at the start: what
	 * was read may be wrong then.
	 * @return {@code true} if so
	 */
	public boolean isTaken() {
		return this.absentLog != null && Files.exists(this.absentLog);
	}

	@Override
	public void close() {
		for (Connection connection = this.free.poll(); connection != null; connection = this.free.poll()) {
			try {
				connection.close();
			}
			catch (SQLException ex) {
				throw ReadOnlyStore.unreadable(this.name, ex);
			}
		}
		if (this.database != null) {
			this.database.close();
		}
	}

}

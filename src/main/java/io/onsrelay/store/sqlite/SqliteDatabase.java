package io.onsrelay.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.database.Database;

/**
 * An SQLite file that only this process writes. Every commit is synced to disk
 * (https://www.sqlite.org/pragma.html#pragma_synchronous: in WAL mode, only FULL survives
 * a loss of power).
 * <p>
 * The connection of the writer keeps the file's write lock: sqlite-jdbc begins the next
 * transaction ({@code BEGIN IMMEDIATE}) within {@code commit()}. Another process can lock
 * the file only before the first write, or after the writer had to close its connection.
 */
public final class SqliteDatabase implements Database {

	private static final String PREFIX = "jdbc:sqlite:";

	/**
	 * The oldest supported version. Older ones can corrupt a database in WAL mode,
	 * https://www.sqlite.org/wal.html#walresetbug.
	 */
	private static final SqliteVersion OLDEST = new SqliteVersion(3, 51, 3);

	/**
	 * How long a connection waits for the lock of another one. Only checkpoints and the
	 * start wait.
	 */
	private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(3);

	/**
	 * Removes up to 256 free pages (1 MiB) from the end of the file, which takes some
	 * milliseconds: https://www.sqlite.org/pragma.html#pragma_incremental_vacuum.
	 */
	private static final String INCREMENTAL_VACUUM = "PRAGMA incremental_vacuum(256)";

	private final String url;

	private final FileChannel lockFile;

	private SqliteDatabase(String url, FileChannel lockFile) {
		this.url = url;
		this.lockFile = lockFile;
	}

	/**
	 * Opens a database, and creates its file and directory where they are missing.
	 * @param url a JDBC URL of the form {@code jdbc:sqlite:path/to/file}
	 * @return the database
	 * @throws InvalidConfigurationException if the file can't be used
	 */
	public static SqliteDatabase open(String url) {
		SqliteDatabase database = new SqliteDatabase(url, lock(file(url)));
		try {
			database.check();
		}
		catch (RuntimeException ex) {
			database.close();
			throw ex;
		}
		return database;
	}

	@Override
	public Dialect dialect() {
		return Dialect.SQLITE;
	}

	@Override
	public DataSource writing() {
		SQLiteConfig config = config();
		config.setJournalMode(SQLiteConfig.JournalMode.WAL);
		config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
		config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
		return new StatementCachingDataSource(dataSource(config));
	}

	@Override
	public DataSource reading() {
		SQLiteConfig config = config();
		config.setReadOnly(true);
		return new StatementCachingDataSource(dataSource(config));
	}

	@Override
	public DataSource migrating() {
		return writing();
	}

	/**
	 * Does nothing: this process has one writer, and no other process uses the file.
	 */
	@Override
	public void lock(JdbcClient jdbc, Collection<String> names) {
	}

	@Override
	public DataAccessException translate(SQLException ex) {
		return SqliteExceptions.translate(ex);
	}

	@Override
	public boolean isCorrupt(Throwable failure) {
		return SqliteExceptions.isCorrupt(failure);
	}

	@Override
	public Clock clock(DataSource reading, Clock local) {
		return local;
	}

	@Override
	public Optional<String> reclaimStatement() {
		return Optional.of(INCREMENTAL_VACUUM);
	}

	private SQLiteConfig config() {
		SQLiteConfig config = new SQLiteConfig();
		config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
		config.enforceForeignKeys(true);
		config.setGetGeneratedKeys(false);
		return config;
	}

	private DataSource dataSource(SQLiteConfig config) {
		SQLiteDataSource dataSource = new SQLiteDataSource(config);
		dataSource.setUrl(this.url);
		return dataSource;
	}

	private void check() {
		String version;
		try {
			enableIncrementalVacuum();
			version = JdbcClient.create(writing()).sql("SELECT sqlite_version()").query(String.class).single();
		}
		catch (DataAccessException ex) {
			throw new InvalidConfigurationException(PROPERTY,
					"the file can't be opened as an SQLite database (%s)".formatted(rootMessage(ex)),
					"Check that the disk is writable and that ons-relay created the file.");
		}
		if (SqliteVersion.of(version).compareTo(OLDEST) < 0) {
			throw new IllegalStateException("SQLite %s is too old: %s or newer is needed".formatted(version, OLDEST));
		}
	}

	/**
	 * Makes a new file one that can shrink. This has to be the first statement on an
	 * empty file.
	 */
	private void enableIncrementalVacuum() {
		SQLiteDataSource plain = new SQLiteDataSource();
		plain.setUrl(this.url);
		try (Connection connection = plain.getConnection(); Statement statement = connection.createStatement()) {
			if (pageCount(statement) == 0) {
				statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
				statement.execute("VACUUM");
			}
		}
		catch (SQLException ex) {
			throw SqliteExceptions.translate(ex);
		}
	}

	private static int pageCount(Statement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery("PRAGMA page_count")) {
			return row.next() ? row.getInt(1) : 0;
		}
	}

	/**
	 * Return the file that a URL names.
	 * @param url a JDBC URL of the form {@code jdbc:sqlite:path/to/file}
	 * @return the absolute path of the file
	 * @throws InvalidConfigurationException if the URL names no plain file
	 */
	public static Path file(String url) {
		if (!url.startsWith(PREFIX)) {
			throw new InvalidConfigurationException(PROPERTY, "only SQLite and PostgreSQL are supported",
					"Set it to jdbc:sqlite: and the path of a file, for example jdbc:sqlite:data/relay.db, or to "
							+ "jdbc:postgresql: and the address of a database.");
		}
		String path = url.substring(PREFIX.length());
		if (path.isBlank() || path.contains(":memory:") || path.contains("?") || path.startsWith("file:")) {
			throw new InvalidConfigurationException(PROPERTY, "it must be the plain path of a file on a local disk",
					"Messages are stored there: set it, for example, to jdbc:sqlite:data/relay.db.");
		}
		return Path.of(path).toAbsolutePath();
	}

	/**
	 * Makes sure that no other process uses the file. The recovery at start releases all
	 * leases, which is only right while no other process holds any.
	 */
	private static FileChannel lock(Path file) {
		Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
		try {
			Files.createDirectories(lockFile.getParent());
			FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			FileLock lock = tryLock(channel);
			if (lock == null) {
				channel.close();
				throw new InvalidConfigurationException(PROPERTY, "another process uses " + file,
						"Stop the other process, or configure another file for this one.");
			}
			return channel;
		}
		catch (IOException ex) {
			throw new InvalidConfigurationException(PROPERTY, "%s can't be written (%s)".formatted(file, ex),
					"Make its directory writable for the user that runs ons-relay, or choose another one.");
		}
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	private static String rootMessage(Throwable ex) {
		return (ex.getCause() != null) ? rootMessage(ex.getCause()) : String.valueOf(ex.getMessage());
	}

	/**
	 * Releases the lock of the file.
	 */
	@Override
	public void close() {
		try {
			this.lockFile.close();
		}
		catch (IOException ex) {
			throw new IllegalStateException("The lock file could not be closed", ex);
		}
	}

	private record SqliteVersion(int major, int minor, int patch) implements Comparable<SqliteVersion> {

		static SqliteVersion of(String text) {
			String[] parts = text.split("\\.", 4);
			return new SqliteVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]),
					(parts.length > 2) ? Integer.parseInt(parts[2]) : 0);
		}

		@Override
		public int compareTo(SqliteVersion other) {
			return Arrays.compare(new int[] { this.major, this.minor, this.patch },
					new int[] { other.major, other.minor, other.patch });
		}

		@Override
		public String toString() {
			return this.major + "." + this.minor + "." + this.patch;
		}

	}

}

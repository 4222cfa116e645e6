package io.onsrelay.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.database.Database;
import io.onsrelay.store.library.NativeLibrary;

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

	private final Logger logger = LoggerFactory.getLogger(SqliteDatabase.class);

	private final String url;

	private final DatabaseFiles files;

	private final StoreLock lock;

	private final FilePresence presence;

	/**
	 * Whether a statement has met a damaged page.
	 */
	private volatile boolean damaged;

	private SqliteDatabase(String url, DatabaseFiles files, StoreLock lock, FilePresence presence) {
		this.url = url;
		this.files = files;
		this.lock = lock;
		this.presence = presence;
	}

	/**
	 * Opens a database, and creates its file and directory where they are missing, for
	 * their owner only.
	 * @param url a JDBC URL of the form {@code jdbc:sqlite:path/to/file}
	 * @return the database
	 * @throws InvalidConfigurationException if the file can't be used
	 */
	public static SqliteDatabase open(String url) {
		Path file = file(url);
		NativeLibrary.load();
		try {
			StoreLock lock = StoreLock.tryAcquire(file)
				.orElseThrow(() -> new InvalidConfigurationException(PROPERTY, "another process uses " + file,
						"Stop the other process, or configure another file for this one."));
			try {
				return open(url, file, lock);
			}
			catch (IOException | RuntimeException ex) {
				lock.close();
				throw ex;
			}
		}
		catch (IOException ex) {
			throw new InvalidConfigurationException(PROPERTY, "%s can't be written (%s)".formatted(file, ex),
					"Make its directory writable for the user that runs ons-relay, or choose another one.");
		}
	}

	private static SqliteDatabase open(String url, Path file, StoreLock lock) throws IOException {
		if (lock.found() == StoreLock.State.RESTORING) {
			throw new InvalidConfigurationException(PROPERTY,
					"%s is not complete, since a restore was interrupted".formatted(file),
					"Run the same restore again; docs/backup.md says how.");
		}
		OwnerOnly.createFile(file);
		// SQLite names its other files after the file itself, not after a link to it
		DatabaseFiles files = DatabaseFiles.of(file.toRealPath());
		SqliteDatabase database = new SqliteDatabase(url, files, lock, new FilePresence(files));
		if (lock.found() == StoreLock.State.IN_USE || size(files.log()) > 0) {
			database.checkForDamage();
		}
		database.check();
		lock.mark(StoreLock.State.IN_USE);
		database.warnOfWidePermissions();
		return database;
	}

	private static long size(Path file) throws IOException {
		return Files.exists(file) ? Files.size(file) : 0;
	}

	@Override
	public Dialect dialect() {
		return Dialect.SQLITE;
	}

	@Override
	public DataSource writing() {
		return writing(TempStore.MEMORY);
	}

	/**
	 * What SQLite needs to undo a statement of many rows goes into a temporary file once
	 * it is larger than 64 KB: a tenth of the writer's time.
	 */
	private DataSource writing(TempStore temporary) {
		SQLiteConfig config = config();
		config.setTempStore(temporary);
		config.setJournalMode(SQLiteConfig.JournalMode.WAL);
		config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
		config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
		return new StatementCachingDataSource(new DelegatingDataSource(dataSource(config)) {
			@Override
			public Connection getConnection() throws SQLException {
				refuseWhereLost();
				SqliteDatabase.this.presence.opened();
				return super.getConnection();
			}
		});
	}

	@Override
	public DataSource reading() {
		return new StatementCachingDataSource(new DelegatingDataSource(plainReading()) {
			@Override
			public Connection getConnection() throws SQLException {
				refuseWhereLost();
				return super.getConnection();
			}
		});
	}

	private void refuseWhereLost() throws SQLException {
		Optional<String> loss = this.presence.databaseLoss();
		if (loss.isPresent()) {
			throw new SQLException(loss.get());
		}
	}

	private DataSource plainReading() {
		SQLiteConfig config = config();
		config.setReadOnly(true);
		return dataSource(config);
	}

	@Override
	public DataSource migrating() {
		// An index on a large table is sorted in more memory than there may be
		return writing(TempStore.FILE);
	}

	/**
	 * Does nothing: this process has one writer, and no other process uses the file.
	 */
	@Override
	public void lock(JdbcClient jdbc, Supplier<? extends Collection<String>> names,
			Supplier<? extends Collection<String>> shared) {
	}

	@Override
	public DataAccessException translate(SQLException ex) {
		return SqliteExceptions.translate(ex);
	}

	@Override
	public boolean isCorrupt(Throwable failure) {
		boolean corrupt = SqliteExceptions.isCorrupt(failure);
		this.damaged |= corrupt;
		return corrupt;
	}

	@Override
	public Optional<String> loss() {
		return this.presence.loss();
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
		// A file that is deleted must not appear again, empty.
		config.resetOpenMode(SQLiteOpenMode.CREATE);
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
	 * Checks a file that was not closed properly, or that was put in the place of one.
	 */
	private void checkForDamage() {
		long start = System.nanoTime();
		Optional<String> damage;
		try {
			damage = QuickCheck.limited(plainReading()).run();
		}
		catch (SQLException ex) {
			// What keeps the file from being read also keeps it from being opened.
			return;
		}
		if (damage.isPresent()) {
			throw new InvalidConfigurationException(PROPERTY,
					"the file %s is damaged (%s)".formatted(this.files.database(), damage.get().strip()),
					"Nothing was changed. Restore a backup with the command restore, which keeps the damaged file; "
							+ "docs/backup.md says how.");
		}
		this.logger.info("The store was not closed properly; a check of {} ms found no damage",
				Duration.ofNanos(System.nanoTime() - start).toMillis());
	}

	private void warnOfWidePermissions() {
		OwnerOnly.describeWide(this.files)
			.ifPresentOrElse(
					(wide) -> this.logger.warn("Every user of this machine has access to the store, which has the "
							+ "bodies of messages: {}. Take the access away with chmod o-rwx", wide),
					this::tellOfListable);
	}

	private void tellOfListable() {
		OwnerOnly.describeListable(this.files.directory())
			.ifPresent(
					(listable) -> this.logger.info(
							"The files of the store are for their owner only, in a directory "
									+ "that every user of this machine may list: {}. chmod o-rwx takes that away",
							listable));
	}

	/**
	 * Makes a new file one that can shrink. This has to be the first statement on an
	 * empty file.
	 */
	private void enableIncrementalVacuum() {
		try (Connection connection = dataSource(config()).getConnection();
				Statement statement = connection.createStatement()) {
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

	private static String rootMessage(Throwable ex) {
		return (ex.getCause() != null) ? rootMessage(ex.getCause()) : String.valueOf(ex.getMessage());
	}

	/**
	 * Closes the database and releases its lock. What SQLite has in its log is copied to
	 * the file, so that the file alone is complete.
	 */
	@Override
	public void close() {
		try (StoreLock closed = this.lock) {
			if (closed.isHeld() && !this.damaged && this.presence.databaseLoss().isEmpty()) {
				emptyLog();
				closed.mark(StoreLock.State.CLOSED);
			}
		}
		// The next start checks the file, and copies the log
		catch (SQLException | DataAccessException ex) {
			this.logger.warn("The store could not be closed properly: {}", rootMessage(ex));
		}
		catch (IOException ex) {
			throw new IllegalStateException("The lock file could not be closed", ex);
		}
	}

	/**
	 * The last connection of SQLite to be closed removes the log, unless it is read-only
	 * as those of the pool are.
	 */
	private void emptyLog() throws SQLException {
		try (Connection connection = dataSource(config()).getConnection();
				Statement statement = connection.createStatement()) {
			pageCount(statement);
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

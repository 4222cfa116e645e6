package io.onsrelay.store.maintenance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;

import javax.sql.DataSource;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

import io.onsrelay.store.library.NativeLibrary;
import io.onsrelay.store.sqlite.OwnerOnly;

/**
 * A verified copy of a database, made by SQLite's online backup
 * (https://www.sqlite.org/backup.html) while others read and write the database.
 * <p>
 * A backup in steps begins anew when the database is written between two of them, and so
 * might never end. Here the source stays in one read transaction, which keeps its
 * snapshot and blocks no writer.
 */
final class DatabaseCopy {

	private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * How many pages are copied in a step: 4 MiB.
	 */
	private static final int PAGES = 1024;

	private static final int RETRY_MILLIS = 100;

	private static final int RETRIES = 50;

	private final Path file;

	private final StoreContents contents;

	private DatabaseCopy(Path file, StoreContents contents) {
		this.file = file;
		this.contents = contents;
	}

	/**
	 * Copies a database and verifies the copy.
	 * @param source the database, which is not changed
	 * @param directory where the copy is made, under a temporary name
	 * @param newest the newest version of the schema that is copied
	 * @param progress is notified of each step
	 * @return the copy, synced to disk
	 * @throws MaintenanceException if the source can't be copied, or is no store
	 */
	static DatabaseCopy of(Path source, Path directory, int newest, MaintenanceProgress progress) {
		NativeLibrary.load();
		Path file = directory.resolve(".%s.%s.partial".formatted(source.getFileName(), UUID.randomUUID()));
		try {
			Files.createFile(file, OwnerOnly.fileAttributes());
			try {
				StoreContents contents = copy(source, file, newest, progress);
				verify(file, contents);
				sync(file);
				return new DatabaseCopy(file, contents);
			}
			catch (IOException | SQLException | RuntimeException ex) {
				Files.deleteIfExists(file);
				throw ex;
			}
		}
		catch (SQLException ex) {
			throw new MaintenanceException("%s can't be copied: %s".formatted(source, explain(ex)), ex);
		}
		catch (IOException ex) {
			throw new MaintenanceException("%s can't be written (%s)".formatted(directory, ex), ex);
		}
		catch (MaintenanceException ex) {
			throw new MaintenanceException("%s can't be copied: %s".formatted(source, ex.getMessage()), ex);
		}
	}

	private static StoreContents copy(Path source, Path file, int newest, MaintenanceProgress progress)
			throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		try (Connection connection = connect(source, config)) {
			connection.setAutoCommit(false);
			// The first statement begins the transaction
			StoreContents contents = StoreContents.of(connection);
			if (contents.schema() > newest) {
				throw new MaintenanceException(
						"its schema has version %d, and this version of ons-relay knows %d: use the "
							.formatted(contents.schema(), newest) + "version that made it, or a newer one");
			}
			int status = connection.unwrap(SQLiteConnection.class)
				.getDatabase()
				.backup("main", file.toString(), (remaining, pages) -> progress.copied((long) pages - remaining, pages),
						RETRY_MILLIS, RETRIES, PAGES);
			SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(status);
			if (code != SQLiteErrorCode.SQLITE_OK) {
				throw new SQLException(code.message);
			}
			connection.rollback();
			return contents;
		}
	}

	/**
	 * Makes the copy one file, which needs no log beside it, and checks all of it.
	 */
	private static void verify(Path file, StoreContents expected) throws SQLException {
		SQLiteConfig config = new SQLiteConfig();
		config.resetOpenMode(SQLiteOpenMode.CREATE);
		try (Connection connection = connect(file, config); Statement statement = connection.createStatement()) {
			statement.execute("PRAGMA journal_mode = DELETE");
			try (ResultSet row = statement.executeQuery("PRAGMA integrity_check(1)")) {
				String result = row.next() ? row.getString(1) : "no result";
				if (!"ok".equals(result)) {
					throw new MaintenanceException("it is damaged (%s)".formatted(result.strip()));
				}
			}
			StoreContents contents = StoreContents.of(connection);
			if (!contents.equals(expected)) {
				throw new MaintenanceException("the copy has %s instead of %s".formatted(contents, expected));
			}
		}
	}

	private static Connection connect(Path file, SQLiteConfig config) throws SQLException {
		return dataSource(file, config).getConnection();
	}

	private static DataSource dataSource(Path file, SQLiteConfig config) {
		config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
		SQLiteDataSource dataSource = new SQLiteDataSource(config);
		dataSource.setUrl("jdbc:sqlite:" + file);
		return dataSource;
	}

	private static String explain(SQLException ex) {
		return switch (SQLiteErrorCode.getErrorCode(ex.getErrorCode() & 0xff)) {
			case SQLITE_NOTADB -> "it is no SQLite database";
			case SQLITE_CORRUPT -> "it is damaged (%s)".formatted(ex.getMessage());
			case SQLITE_FULL -> "the disk of the copy is full";
			default -> String.valueOf(ex.getMessage());
		};
	}

	private static void sync(Path path) throws IOException {
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			channel.force(true);
		}
	}

	/**
	 * Writes the names in a directory to disk, where the system can.
	 */
	static void syncDirectory(Path directory) {
		try {
			sync(directory);
		}
		catch (IOException ex) {
			// Windows opens no directories, and needs no sync
		}
	}

	Path file() {
		return this.file;
	}

	/**
	 * Return read-only connections to the copy.
	 */
	DataSource reading() {
		SQLiteConfig config = new SQLiteConfig();
		config.setReadOnly(true);
		return dataSource(this.file, config);
	}

	StoreContents contents() {
		return this.contents;
	}

}

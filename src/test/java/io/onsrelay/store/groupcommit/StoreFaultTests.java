package io.onsrelay.store.groupcommit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.database.Database;
import io.onsrelay.store.sqlite.SqliteDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A store whose SQLite database fails: full, locked, corrupt, deleted or replaced.
 */
@ExtendWith(OutputCaptureExtension.class)
class StoreFaultTests {

	private static final String LONG = "x".repeat(20_000);

	@TempDir
	private Path directory;

	private SqliteDatabase database;

	private GroupWriter writer;

	private GroupCommitStore store;

	/**
	 * Run on each connection of the writer; limits the number of pages of the file.
	 */
	private volatile String pragma = "PRAGMA max_page_count";

	@BeforeEach
	void open() {
		this.database = SqliteDatabase.open("jdbc:sqlite:" + this.directory.resolve("relay.db"));
		Database limited = new FailingDatabase(this.database, (connection) -> {
			try (Statement statement = connection.createStatement()) {
				statement.execute(this.pragma);
			}
		});
		this.writer = new GroupWriter(limited, 10, 200, new StoreMetrics(new SimpleMeterRegistry()));
		this.store = new GroupCommitStore(this.writer, JdbcClient.create(this.database.reading()),
				Duration.ofSeconds(10), Dialect.SQLITE);
	}

	@AfterEach
	void close() {
		this.writer.close();
		this.store.close();
		this.database.close();
	}

	@Test
	void writeWhenDatabaseIsFullFailsUntilThereIsSpace(CapturedOutput output) {
		this.pragma = "PRAGMA max_page_count = 4";
		createTable();
		assertUnavailable(SQLiteErrorCode.SQLITE_FULL);
		assertUnavailable(SQLiteErrorCode.SQLITE_FULL);
		assertThat(words()).isEmpty();
		this.pragma = "PRAGMA max_page_count = 1000";
		write(LONG);
		assertThat(words()).containsExactly(LONG);
		assertThat(output).containsOnlyOnce("so nothing is acknowledged until it can: [SQLITE_FULL]")
			.containsOnlyOnce("The store accepts writes again")
			.doesNotContain("\tat ");
	}

	@Test
	void writeWhenAnotherProcessHasLockedTheDatabaseFailsUntilItReleasesTheLock() throws SQLException {
		// Before the first write, since the writer keeps the lock from then on
		try (Connection other = this.database.writing().getConnection();
				Statement statement = other.createStatement()) {
			statement.execute("CREATE TABLE word (word TEXT NOT NULL)");
			statement.execute("BEGIN IMMEDIATE");
			assertUnavailable(SQLiteErrorCode.SQLITE_BUSY);
			assertThat(words()).as("readers go on").isEmpty();
			statement.execute("ROLLBACK");
		}
		write("one");
		assertThat(words()).containsExactly("one");
	}

	@Test
	void writeWhenDatabaseIsCorruptFailsAndWritesNothingMore() throws IOException {
		createTable();
		write("one");
		close();
		// Pages 1 and 2 are SQLite's own
		corruptPage(3);
		open();
		assertUnavailable(SQLiteErrorCode.SQLITE_CORRUPT);
		assertThatExceptionOfType(StoreUnavailableException.class)
			.isThrownBy(() -> this.store.write((jdbc) -> jdbc.sql("CREATE TABLE sound (word TEXT)").update()))
			.withStackTraceContaining("The database is corrupt");
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay.db", "relay.db-wal" })
	void writeWhenFileIsDeletedFailsForGood(String name, CapturedOutput output) throws IOException {
		createTable();
		write("one");
		Path file = this.directory.resolve(name);
		Files.move(file, this.directory.resolve("moved"));
		assertLost(file + " was deleted");
		Files.move(this.directory.resolve("moved"), file);
		assertLost(file + " was deleted");
		assertThat(output).containsOnlyOnce("was deleted").contains("and start it again");
	}

	/**
	 * The process still has the log, and writes it to the database when it ends.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void writeWhenLogIsGoneFailsAndCloseSavesIt(boolean replaced) throws IOException {
		createTable();
		write("one");
		Path log = this.directory.resolve("relay.db-wal");
		Files.delete(log);
		if (replaced) {
			Files.createFile(log);
		}
		assertLost(log + (replaced ? " was replaced" : " was deleted"));
		close();
		open();
		assertThat(words()).contains("one");
	}

	/**
	 * SQLite would add the log of the old database to the new one.
	 */
	@Test
	void openAfterDatabaseWasReplacedDoesNotMixInTheLogOfTheOldOne() throws IOException {
		createTable();
		close();
		Path file = this.directory.resolve("relay.db");
		Path backup = Files.copy(file, this.directory.resolve("backup"));
		open();
		write("one");
		Files.move(backup, file, StandardCopyOption.ATOMIC_MOVE);
		byte[] replacement = Files.readAllBytes(file);
		assertLost(file + " was replaced (its log is kept as %s-wal.lost)".formatted(file));
		close();
		assertThat(file).hasBinaryContent(replacement);
		open();
		assertThat(words()).isEmpty();
		write("two");
		assertThat(words()).containsExactly("two");
	}

	private void assertLost(String message) {
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> write("two"))
			.withMessageStartingWith(message);
	}

	private void createTable() {
		this.store.write((jdbc) -> jdbc.sql("CREATE TABLE word (word TEXT NOT NULL)").update());
	}

	private void write(String word) {
		this.store.write((jdbc) -> jdbc.sql("INSERT INTO word (word) VALUES (:word)").param("word", word).update());
	}

	private Iterable<String> words() {
		return this.store.read((jdbc) -> jdbc.sql("SELECT word FROM word").query(String.class).list());
	}

	private void assertUnavailable(SQLiteErrorCode code) {
		assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> write(LONG))
			.havingRootCause()
			.isInstanceOfSatisfying(SQLiteException.class, (ex) -> assertThat(ex.getResultCode()).isEqualTo(code));
	}

	private void corruptPage(int page) throws IOException {
		int size = 4096;
		ByteBuffer garbage = ByteBuffer.allocate(size);
		while (garbage.hasRemaining()) {
			garbage.put((byte) 0xA5);
		}
		try (FileChannel channel = FileChannel.open(this.directory.resolve("relay.db"), StandardOpenOption.WRITE)) {
			channel.write(garbage.flip(), (page - 1L) * size);
		}
	}

}

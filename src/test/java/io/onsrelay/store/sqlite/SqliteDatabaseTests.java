package io.onsrelay.store.sqlite;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.onsrelay.config.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

@ExtendWith(OutputCaptureExtension.class)
class SqliteDatabaseTests {

	private static final int ROWS = 200;

	private static final int PAGE = 4096;

	private static final int DAMAGED_PAGE = 5;

	@TempDir
	private Path directory;

	@Test
	void openWhenDirectoryIsMissingCreatesIt() {
		try (SqliteDatabase database = open("deep/down/relay.db")) {
			assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
			assertThat(this.directory.resolve("deep/down/relay.db")).exists();
		}
	}

	@Test
	void writingSyncsEveryCommit() {
		try (SqliteDatabase database = open("relay.db")) {
			assertThat(pragma(database, "synchronous")).as("2 is FULL").isEqualTo("2");
		}
	}

	@Test
	void openWhenFileIsInUseFails() {
		try (SqliteDatabase first = open("relay.db")) {
			assertThat(first).isNotNull();
			assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open("relay.db"))
				.withMessageStartingWith("spring.datasource.url: another process uses ");
		}
		open("relay.db").close();
	}

	@Test
	void openWhenFileIsNoDatabaseFails() throws IOException {
		Files.writeString(this.directory.resolve("relay.db"), "these are my notes, do not touch them".repeat(100));
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open("relay.db"))
			.withMessageContaining("not a database");
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open("relay.db"))
			.as("the next start says the same")
			.withMessageContaining("not a database");
	}

	@Test
	void openWhenDirectoryIsAFileFails() throws IOException {
		Files.writeString(this.directory.resolve("data"), "");
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open("data/relay.db"))
			.withMessageContaining("can't be written");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "jdbc:sqlite:", "jdbc:sqlite::memory:", "jdbc:sqlite:file:x?mode=memory", "jdbc:h2:mem:test" })
	void openWhenUrlNamesNoPlainFileFails(String url) {
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> SqliteDatabase.open(url))
			.satisfies((ex) -> assertThat(ex.getAction()).contains("jdbc:sqlite:data/relay.db"));
	}

	@Test
	void openCreatesFilesForTheirOwnerOnly() throws SQLException {
		assumePosix();
		try (SqliteDatabase database = open("deep/down/relay.db");
				Connection writer = database.writing().getConnection()) {
			fill(writer, 1);
			assertThat(List.of("deep", "deep/down"))
				.allSatisfy((name) -> assertThat(mode(name)).isEqualTo("rwx------"));
			assertThat(List.of("relay.db", "relay.db-wal", "relay.db-shm", "relay.db.lock"))
				.allSatisfy((name) -> assertThat(mode("deep/down/" + name)).as(name).isEqualTo("rw-------"));
		}
	}

	@Test
	void openWhenEveryUserHasAccessSaysWhereAndWhatToDo(CapturedOutput output) throws IOException {
		assumePosix();
		open("relay.db").close();
		allow("rw-r--r--", "relay.db");
		allow("rwxr-x-wx", "");
		open("relay.db").close();
		assertThat(output).containsOnlyOnce("Every user of this machine has access")
			.contains(this.directory.resolve("relay.db") + " (0644, rw-r--r--)")
			.contains(this.directory + " (0753, rwxr-x-wx)")
			.contains("chmod o-rwx");
	}

	@Test
	void openWhenOthersMayOnlyListTheDirectoryIsNoWarning(CapturedOutput output) throws IOException {
		assumePosix();
		allow("rwxrwxr-x", "");
		open("relay.db").close();
		assertThat(output).doesNotContain("WARN").contains("may list: " + this.directory + " (0775, rwxrwxr-x)");
	}

	@Test
	void openWhenOnlyTheGroupHasAccessSaysNothing(CapturedOutput output) throws IOException {
		assumePosix();
		open("relay.db").close();
		allow("rw-rw----", "relay.db");
		allow("rwxrwx---", "");
		open("relay.db").close();
		assertThat(output).doesNotContain("has access", "may list");
	}

	@Test
	void closeLeavesOneFileThoughReadersCloseLast() throws SQLException {
		SqliteDatabase database = open("relay.db");
		try (Connection reader = database.reading().getConnection()) {
			JdbcClient.create(new SingleConnectionDataSource(reader, true))
				.sql("SELECT count(*) FROM sqlite_master")
				.query(Long.class)
				.single();
			try (Connection writer = database.writing().getConnection()) {
				fill(writer, ROWS);
			}
		}
		assertThat(this.directory.resolve("relay.db-wal")).isNotEmptyFile();
		database.close();
		assertThat(this.directory.resolve("relay.db-wal")).doesNotExist();
		assertThat(this.directory.resolve("relay.db.lock")).isEmptyFile();
	}

	@Test
	void openWhenFileIsDamagedAfterAnUncleanStopRefusesAndChangesNothing() throws IOException, SQLException {
		Path stopped = unclean();
		byte[] damaged = damage(stopped);
		assertThatExceptionOfType(InvalidConfigurationException.class)
			.isThrownBy(() -> SqliteDatabase.open("jdbc:sqlite:" + stopped))
			.withMessageContaining("is damaged (")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("command restore"));
		assertThat(stopped).hasBinaryContent(damaged);
		assertThatExceptionOfType(InvalidConfigurationException.class).as("the next start refuses it, too")
			.isThrownBy(() -> SqliteDatabase.open("jdbc:sqlite:" + stopped));
	}

	@Test
	void openWhenFileIsSoundAfterAnUncleanStopKeepsWhatIsInTheLog(CapturedOutput output)
			throws IOException, SQLException {
		try (SqliteDatabase database = SqliteDatabase.open("jdbc:sqlite:" + unclean())) {
			assertThat(
					JdbcClient.create(database.reading()).sql("SELECT count(*) FROM word").query(Long.class).single())
				.isEqualTo(ROWS);
		}
		assertThat(output).contains("found no damage");
	}

	@Test
	void openAfterACleanStopChecksNothing(CapturedOutput output) {
		open("relay.db").close();
		open("relay.db").close();
		assertThat(output).doesNotContain("found no damage");
	}

	@Test
	void openAfterAnInterruptedRestoreRefuses() throws IOException {
		Files.writeString(this.directory.resolve("relay.db.lock"), "restoring");
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> open("relay.db"))
			.withMessageContaining("a restore was interrupted");
		assertThat(this.directory.resolve("relay.db")).doesNotExist();
	}

	@Test
	void connectionsDoNotMakeAFileThatWasDeletedAgain() throws IOException {
		try (SqliteDatabase database = open("relay.db")) {
			Files.delete(this.directory.resolve("relay.db"));
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> database.writing().getConnection())
				.withMessageContaining("relay.db was deleted");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> database.reading().getConnection());
			assertThat(this.directory.resolve("relay.db")).doesNotExist();
		}
		assertThat(this.directory.resolve("relay.db")).doesNotExist();
	}

	/**
	 * Return the files of a database as a killed process leaves them: most in the
	 * database, the last row in the log.
	 */
	private Path unclean() throws IOException, SQLException {
		Path copy = Files.createDirectory(this.directory.resolve("killed"));
		try (SqliteDatabase database = open("relay.db"); Connection writer = database.writing().getConnection()) {
			fill(writer, ROWS - 1);
			JdbcClient.create(new SingleConnectionDataSource(writer, true))
				.sql("PRAGMA wal_checkpoint(RESTART)")
				.query()
				.singleRow();
			fill(writer, 1);
			for (String name : List.of("relay.db", "relay.db-wal", "relay.db.lock")) {
				Files.copy(this.directory.resolve(name), copy.resolve(name));
			}
		}
		return copy.resolve("relay.db");
	}

	private static byte[] damage(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		Arrays.fill(bytes, DAMAGED_PAGE * PAGE, (DAMAGED_PAGE + 1) * PAGE, (byte) 0xA5);
		Files.write(file, bytes);
		return bytes;
	}

	private static void fill(Connection connection, int rows) {
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		jdbc.sql("CREATE TABLE IF NOT EXISTS word (word TEXT NOT NULL)").update();
		jdbc.sql("""
				WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
				INSERT INTO word SELECT printf('%0500d', i) FROM n
				""").param(rows).update();
	}

	private static void assumePosix() {
		assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).as("The file system has no permissions")
			.contains("posix");
	}

	private String mode(String name) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(this.directory.resolve(name)));
	}

	private void allow(String permissions, String name) throws IOException {
		Files.setPosixFilePermissions(this.directory.resolve(name), PosixFilePermissions.fromString(permissions));
	}

	private SqliteDatabase open(String file) {
		return SqliteDatabase.open("jdbc:sqlite:" + this.directory.resolve(file));
	}

	private static String pragma(SqliteDatabase database, String name) {
		return JdbcClient.create(database.writing()).sql("PRAGMA " + name).query(String.class).single();
	}

}

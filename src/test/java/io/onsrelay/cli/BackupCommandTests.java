package io.onsrelay.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.schema.Schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests for {@link BackupCommand} and {@link RestoreCommand}.
 */
class BackupCommandTests {

	private static final String MESSAGE = """
			INSERT INTO message (id, received_at, occurred_at, kind, malformed) VALUES (:id, 1, 1, 'TEXT', 0)
			""";

	@RegisterExtension
	private final CommandRunner command = new CommandRunner();

	@TempDir
	private Path directory;

	@Test
	void backupWhileTheStoreIsOpenHasWhatIsInItsLog() throws IOException {
		try (TestStore store = store("one", "two")) {
			assertThat(backup("backup.db")).as(this.command.err()).isZero();
			assertThat(store.count("message")).isEqualTo(2);
		}
		assertThat(this.command.out()).matches(
				"(?s)([\\d,]+ of [\\d,]+ pages copied\\R)+\\Q%s\\E is complete and verified: 2 messages, schema version \\d+\\R"
					.formatted(file("backup.db")));
		assertThat(this.command.err()).isEmpty();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("backup.db"))))
			.isEqualTo("rw-------");
		assertThat(files()).as("nothing is left beside it")
			.containsExactlyInAnyOrder("backup.db", "relay.db", "relay.db.lock");
	}

	@Test
	void backupReplacesNoFileUnlessForced() throws IOException {
		store("one").close();
		Files.writeString(file("backup.db"), "precious");
		assertThat(backup("backup.db")).isOne();
		assertThat(this.command.out()).isEmpty();
		assertThat(this.command.err()).isEqualToNormalizingNewlines(
				"%s exists: name another file, or replace it with --force\n".formatted(file("backup.db")));
		assertThat(file("backup.db")).hasContent("precious");
		assertThat(run("backup", "--force", file("backup.db").toString())).isZero();
		assertThat(restore("backup.db")).isZero();
	}

	@Test
	void backupWhenThereIsNoStoreSaysSoAndMakesNoFile() throws IOException {
		assertThat(backup("backup.db")).isOne();
		assertThat(this.command.out()).isEmpty();
		assertThat(this.command.err()).isEqualToNormalizingNewlines(
				"There is no store %s: set spring.datasource.url as the service does, and run the command in the same directory\n"
					.formatted(file("relay.db")));
		assertThat(files()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "relay.db", "relay.db-wal", "relay.db-shm", "relay.db.lock", "./x/../relay.db" })
	void backupDoesNotWriteToTheStoreItself(String name) throws IOException {
		Files.createDirectory(file("x"));
		store("one").close();
		assertThat(run("backup", "--force", this.directory + "/" + name)).isOne();
		assertThat(this.command.err()).isEqualToNormalizingNewlines(
				"%s belongs to the store: name another file\n".formatted(file(name).normalize()));
		assertThat(messages()).containsExactly("one");
	}

	@Test
	void backupToADirectoryOrBelowNoneSaysSo() throws IOException {
		store("one").close();
		assertThat(backup("")).isOne();
		assertThat(backup("missing/backup.db")).isOne();
		assertThat(this.command.err()).isEqualToNormalizingNewlines("""
				%s is a directory: name a file in it
				There is no directory %s
				""".formatted(this.directory, file("missing")));
		assertThat(files()).containsExactlyInAnyOrder("relay.db", "relay.db.lock");
	}

	@Test
	void backupOfADamagedStoreSaysSoAndLeavesNoFile() throws IOException {
		store("one").close();
		byte[] bytes = Files.readAllBytes(file("relay.db"));
		Arrays.fill(bytes, 2 * 4096, 4 * 4096, (byte) 0xA5);
		Files.write(file("relay.db"), bytes);
		assertThat(backup("backup.db")).isOne();
		assertThat(this.command.err()).startsWith(file("relay.db") + " can't be copied: it is damaged (");
		assertThat(files()).doesNotContain("backup.db").noneMatch((name) -> name.endsWith(".partial"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "backup", "restore" })
	void commandsWithoutFileShowTheUsage(String name) {
		assertThat(run(name)).isEqualTo(2);
		assertThat(this.command.out()).isEmpty();
		assertThat(this.command.err()).startsWith("Missing required parameter: 'FILE'").contains("Usage: ", name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "backup", "restore" })
	void commandsWithAnUnknownOptionShowTheUsage(String name) {
		assertThat(run(name, "--farce", "backup.db")).isEqualTo(2);
		assertThat(this.command.err()).startsWith("Unknown option: '--farce'");
	}

	@Test
	void commandsWhenStoreIsPostgresqlNameItsTools() {
		assertThat(postgres("backup")).isEqualTo(2);
		assertThat(postgres("restore")).isEqualTo(2);
		assertThat(this.command.out()).isEmpty();
		assertThat(this.command.err()).isEqualToNormalizingNewlines(
				"""
						The store is a PostgreSQL database: back it up with pg_dump, or with pg_basebackup and its archived WAL; \
						docs/backup.md says how.
						The store is a PostgreSQL database: restore it with pg_restore, or from pg_basebackup and its archived WAL; \
						docs/backup.md says how.
						""");
	}

	@Test
	void restorePutsTheBackupInPlaceAndKeepsTheReplacedStoreWithItsLog() throws IOException {
		try (TestStore store = store("one")) {
			assertThat(store.count("message")).isOne();
			assertThat(backup("backup.db")).isZero();
		}
		store("two").close();
		// As a killed process leaves it
		Files.writeString(file("relay.db-wal"), "the log of the replaced store");
		Files.writeString(file("relay.db-shm"), "its index");
		byte[] backup = Files.readAllBytes(file("backup.db"));
		String before = this.command.out();
		assertThat(restore("backup.db")).as(this.command.err()).isZero();
		assertThat(this.command.out().substring(before.length())).matches(
				"(?s)([\\d,]+ of [\\d,]+ pages copied\\R)+The replaced store is kept as \\Q%s\\E\\.replaced-\\d{8}T\\d{6}Z\\R\\Q%<s\\E is restored: 1 messages, schema version \\d+\\R"
					.formatted(file("relay.db")));
		assertThat(file("backup.db")).hasBinaryContent(backup);
		List<String> kept = files().stream().filter((name) -> name.contains(".replaced-")).sorted().toList();
		assertThat(kept).hasSize(2);
		assertThat(kept.getLast()).isEqualTo(kept.getFirst() + "-wal");
		assertThat(file(kept.getLast())).hasContent("the log of the replaced store");
		assertThat(files()).doesNotContain("relay.db-wal", "relay.db-shm");
		assertThat(messages()).containsExactly("one");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("relay.db"))))
			.isEqualTo("rw-------");
	}

	@Test
	void restoreAsRootGivesTheFileToTheOwnerOfTheReplacedOne() throws IOException {
		store("one").close();
		assertThat(backup("backup.db")).isZero();
		UserPrincipal root = Files.getOwner(file("relay.db"));
		assumeThat(root.getName()).as("Only root gives a file to another user").isEqualTo("root");
		UserPrincipal nobody = this.directory.getFileSystem()
			.getUserPrincipalLookupService()
			.lookupPrincipalByName("nobody");
		Files.setOwner(file("relay.db"), nobody);
		assertThat(restore("backup.db")).as(this.command.err()).isZero();
		assertThat(Files.getOwner(file("relay.db"))).isEqualTo(nobody);
		assertThat(Files.getOwner(file("relay.db.lock"))).isEqualTo(nobody);
	}

	@Test
	void restoreWhereThereIsNoStoreMakesIt() throws IOException {
		store("one").close();
		assertThat(backup("backup.db")).isZero();
		Files.delete(file("relay.db"));
		assertThat(restore("backup.db")).isZero();
		assertThat(this.command.out()).doesNotContain("kept as");
		assertThat(messages()).containsExactly("one");
	}

	@Test
	void restoreWhileTheStoreIsOpenIsRefused() throws IOException {
		try (TestStore store = store("one")) {
			assertThat(backup("backup.db")).isZero();
			assertThat(restore("backup.db")).isOne();
			assertThat(this.command.err()).isEqualToNormalizingNewlines(
					"Another process uses %s: stop the service, and restore then\n".formatted(file("relay.db")));
			assertThat(store.count("message")).isOne();
		}
		assertThat(files()).containsExactlyInAnyOrder("backup.db", "relay.db", "relay.db.lock");
	}

	@Test
	void restoreOfANewerSchemaIsRefused() throws IOException {
		try (TestStore store = store("one")) {
			store.write((jdbc) -> jdbc.sql("""
					INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
						execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, true)
					""").update());
			assertThat(backup("backup.db")).isZero();
			assertThat(this.command.out()).contains("1 messages, schema version 99",
					"knows schema versions up to %d: restore".formatted(Schema.newest(Dialect.SQLITE)));
		}
		assertThat(restore("backup.db")).isOne();
		assertThat(this.command.err()).startsWith(file("backup.db")
				+ " can't be copied: its schema has version 99, and this version of ons-relay knows ");
		assertThat(files()).containsExactlyInAnyOrder("backup.db", "relay.db", "relay.db.lock");
	}

	@Test
	void restoreOfAnotherBuildsSchemaIsRefused() throws IOException {
		try (TestStore store = store("one")) {
			store.write(
					(jdbc) -> jdbc.sql("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '3'").update());
			assertThat(backup("backup.db")).isZero();
		}
		assertThat(restore("backup.db")).isOne();
		assertThat(this.command.err()).isEqualToNormalizingNewlines(
				"%s can't be restored: the store's migration to schema ".formatted(file("backup.db"))
						+ "version 3 is not the one of this release. Start the build that made the "
						+ "store, or restore a backup that a release made; docs/backup.md says how.\n");
		assertThat(files()).containsExactlyInAnyOrder("backup.db", "relay.db", "relay.db.lock");
	}

	@Test
	void restoreOfWhatIsNoStoreIsRefused() throws IOException {
		store("one").close();
		Files.writeString(file("notes"), "no database, but longer than the header of one ".repeat(20),
				StandardCharsets.UTF_8);
		Files.createFile(file("empty"));
		assertThat(restore("notes")).isOne();
		assertThat(restore("empty")).isOne();
		assertThat(restore("missing")).isOne();
		assertThat(restore("")).isOne();
		assertThat(restore("relay.db")).isOne();
		assertThat(this.command.out()).isEmpty();
		assertThat(this.command.err()).isEqualToNormalizingNewlines("""
				%1$s/notes can't be copied: it is no SQLite database
				%1$s/empty can't be copied: it is an SQLite database, but no store of ons-relay
				There is no file %1$s/missing
				%1$s is no file
				%1$s/relay.db is the store itself: name a backup
				""".formatted(this.directory));
		assertThat(messages()).containsExactly("one");
	}

	/**
	 * The restore marks the store before it renames anything.
	 */
	@Test
	void restoreAfterAnInterruptedOneCompletesIt() throws IOException {
		store("one").close();
		assertThat(backup("backup.db")).isZero();
		Files.writeString(file("relay.db.lock"), "restoring");
		Files.delete(file("relay.db"));
		assertThat(restore("backup.db")).isZero();
		assertThat(file("relay.db.lock")).isEmptyFile();
		assertThat(messages()).containsExactly("one");
	}

	private TestStore store(String... ids) {
		TestStore store = TestStore.in(this.directory);
		for (String id : ids) {
			store.write((jdbc) -> jdbc.sql(MESSAGE).param("id", id).update());
		}
		return store;
	}

	private List<String> messages() {
		try (TestStore store = TestStore.in(this.directory)) {
			return store.read((jdbc) -> jdbc.sql("SELECT id FROM message ORDER BY seq").query(String.class).list());
		}
	}

	private int backup(String name) {
		return run("backup", file(name).toString());
	}

	private int restore(String name) {
		return run("restore", file(name).toString());
	}

	private int run(String... arguments) {
		return this.command.run("",
				Stream
					.concat(Stream.of(arguments), Stream.of("--spring.datasource.url=jdbc:sqlite:" + file("relay.db")))
					.toArray(String[]::new));
	}

	private int postgres(String name) {
		return this.command.run("", name, "backup.db", "--spring.datasource.url=jdbc:postgresql://localhost:1/relay");
	}

	private Path file(String name) {
		return this.directory.resolve(name);
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

}

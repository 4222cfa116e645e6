package io.onsrelay.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.onsrelay.standin.OnsAnswer;
import io.onsrelay.standin.OnsClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store that is no use: the relay says so and leaves it as it is.
 */
class UnusableStoreIT {

	private static final SequencedEvent MARK = new SequencedEvent(0, 0);

	@RegisterExtension
	private final RelayExtension relay = new RelayExtension();

	private Path file = Path.of("relay.db");

	@BeforeEach
	void find() {
		this.file = this.relay.directory().resolve("relay.db");
	}

	@AfterEach
	void allowDeletion() throws IOException {
		allow("rwxrwxrwx", this.relay.directory());
	}

	@Test
	void startFailsAndLeavesTheFileAloneWhenItIsNoDatabase() throws IOException {
		String notes = "these are my notes, do not touch them\n".repeat(500);
		Files.writeString(this.file, notes, StandardCharsets.UTF_8);
		assertThat(outputOfFailedStart()).contains("spring.datasource.url", "not a database",
				"that ons-relay created the file");
		assertThat(this.file).hasContent(notes);
	}

	@Test
	void startFailsWhenTheDirectoryIsReadOnly() throws IOException {
		this.relay.use(Unprivileged.launcher());
		Files.writeString(this.relay.directory().resolve("relay.yaml"), "");
		allow("r-xr-xr-x", this.relay.directory());
		assertThat(outputOfFailedStart()).contains("spring.datasource.url", "can't be written",
				"Make its directory writable for the user that runs ons-relay");
	}

	@Test
	void startFailsWhenTheFileIsReadOnly() throws IOException {
		this.relay.use(Unprivileged.launcher());
		Files.createFile(this.file);
		allow("r--r--r--", this.file);
		allow("rwxrwxrwx", this.relay.directory());
		assertThat(outputOfFailedStart()).contains("spring.datasource.url", "readonly database",
				"Check that the disk is writable");
	}

	@Test
	void nothingIsAcknowledgedWhenPagesAreOverwritten() throws IOException {
		this.relay.start().terminate();
		this.relay.store().overwriteFirstPageOf("message");
		RelayProcess process = this.relay.launch(this.relay.usual());
		RelayExtension.await("readiness asked for")
			.until(() -> !process.ready() && process.output().contains("The database is corrupt"));
		OnsAnswer answer = post();
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.retryAfter()).isNotEmpty();
		assertThat(process.ready()).isFalse();
		assertThat(process.output()).containsOnlyOnce("The database is corrupt, so nothing is written to it any more");
	}

	@Test
	void startFailsWhenPagesAreOverwrittenAndTheProcessWasKilled() throws IOException {
		RelayProcess process = this.relay.start();
		post();
		process.kill();
		Files.delete(this.relay.directory().resolve("relay.db-wal"));
		this.relay.store().overwriteFirstPageOf("message");
		assertThat(outputOfFailedStart()).contains("spring.datasource.url", "is damaged (",
				"Restore a backup with the command restore");
	}

	@Test
	void startFailsInWordsWhenTheSchemaIsOfAnotherRelease() throws SQLException {
		this.relay.start().terminate();
		update("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '3'");
		assertThat(outputOfFailedStart())
			.contains("spring.datasource.url: the store's migration to schema version 3 is not the one of this release",
					"Start the build that made the store, or restore a backup")
			.doesNotContain("\tat ");
		update("UPDATE flyway_schema_history SET checksum = checksum - 1, version = '99' WHERE version = '6'");
		assertThat(outputOfFailedStart())
			.contains(
					"spring.datasource.url: the store has schema version 99, and this release of ons-relay knows "
							+ "versions up to ",
					"Start the release that the store was used with, or a newer one, or restore a backup")
			.doesNotContain("\tat ");
	}

	private void update(String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + this.file);
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private OnsAnswer post() {
		try (OnsClient ons = this.relay.client()) {
			return ons.postWithCredentials(MARK.message(this.relay.topic())).last();
		}
	}

	private String outputOfFailedStart() {
		RelayProcess process = this.relay.launch(this.relay.usual());
		assertThat(process.awaitEnd()).isOne();
		return process.output();
	}

	private static void allow(String permissions, Path path) throws IOException {
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
	}

}

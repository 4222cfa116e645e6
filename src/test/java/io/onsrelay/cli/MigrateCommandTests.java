package io.onsrelay.cli;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestPostgres;
import io.onsrelay.store.TestStore;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MigrateCommand}.
 */
class MigrateCommandTests {

	@RegisterExtension
	private final CommandRunner command = new CommandRunner();

	@TempDir
	private Path directory;

	@Test
	void migrateCopiesTheStoreAndReportsProgress() {
		try (TestStore old = TestStore.in(this.directory)) {
			old.write((jdbc) -> jdbc.sql("INSERT INTO credential (name, hash, created_at) VALUES ('ingest', 'h', 1)")
				.update());
		}
		assertThat(migrate("relay.db")).as(this.command.err()).isZero();
		assertThat(this.command.out()).containsSubsequence("message       0 of 0 rows",
				"message       the same on both sides", "credential    1 of 1 rows", "Everything is there.");
		try (TestStore fresh = TestStore.in(this.directory, Dialect.POSTGRESQL)) {
			assertThat(fresh.count("credential")).isOne();
		}
	}

	@Test
	void migrateWhenThereIsNoFileSaysSo() {
		assertThat(migrate("other.db")).isOne();
		assertThat(this.command.err()).contains("--from: there is no such file");
	}

	@Test
	void migrateWhenPlaceholderHasNoValueSaysSo() {
		assertThat(this.command.run("spring.datasource.password: 'hunter2${NO_SUCH_PASSWORD}'", "migrate",
				"--from=jdbc:sqlite:relay.db", "--to=jdbc:postgresql://127.0.0.1:1/relay"))
			.isOne();
		assertThat(this.command.err())
			.contains("spring.datasource.password: the placeholder ${NO_SUCH_PASSWORD} has no value.")
			.doesNotContain("hunter2");
	}

	@Test
	void migrateWhenTargetIsMissingShowsUsage() {
		assertThat(this.command.run("", "migrate", "--from=jdbc:sqlite:relay.db")).isEqualTo(2);
		assertThat(this.command.err()).startsWith("Missing required option: '--to=URL'");
	}

	private int migrate(String file) {
		return this.command.run("", "migrate", "--from", "jdbc:sqlite:" + this.directory.resolve(file), "--to",
				TestPostgres.urlOf(this.directory));
	}

}

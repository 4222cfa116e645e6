package io.onsrelay.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.config.InvalidConfigurationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqliteDatabaseTests {

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

	private SqliteDatabase open(String file) {
		return SqliteDatabase.open("jdbc:sqlite:" + this.directory.resolve(file));
	}

	private static String pragma(SqliteDatabase database, String name) {
		return JdbcClient.create(database.writing()).sql("PRAGMA " + name).query(String.class).single();
	}

}

package io.onsrelay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.flywaydb.core.Flyway;
import org.springframework.util.FileSystemUtils;

import io.onsrelay.store.sqlite.SqliteDatabase;

/**
 * SQLite files for tests. Each is a copy of a file that is migrated once, since the many
 * commits of the migrations take longer than most tests.
 */
final class TestSqlite {

	private static final String NAME = "relay.db";

	private TestSqlite() {
	}

	/**
	 * Return the migrated file of a directory. An existing file is not changed.
	 */
	static Path fileOf(Path directory) {
		Path file = directory.resolve(NAME);
		try {
			if (!Files.exists(file)) {
				Files.write(file, Template.BYTES);
			}
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Created on first use.
	 */
	private static final class Template {

		private static final byte[] BYTES = migrated();

		private static byte[] migrated() {
			try {
				Path directory = Files.createTempDirectory("ons-relay-template-");
				Path file = directory.resolve(NAME);
				try (SqliteDatabase database = SqliteDatabase.open("jdbc:sqlite:" + file)) {
					Flyway.configure()
						.dataSource(database.migrating())
						.locations("classpath:db/migration/sqlite")
						.load()
						.migrate();
				}
				byte[] bytes = Files.readAllBytes(file);
				FileSystemUtils.deleteRecursively(directory);
				return bytes;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}

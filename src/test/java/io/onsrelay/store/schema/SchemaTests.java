package io.onsrelay.store.schema;

import java.nio.file.Path;
import java.util.Locale;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.Dialect;
import io.onsrelay.store.TestStore;
import io.onsrelay.store.database.Database;
import io.onsrelay.store.sqlite.SqliteDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A database whose tables are of another release, or of something else: it is refused in
 * a sentence, and not changed.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class SchemaTests {

	private static final String PROPERTY = "spring.datasource.url";

	@Parameter
	private Dialect dialect;

	@TempDir
	private Path directory;

	private Database database;

	@BeforeEach
	void open() {
		this.database = TestStore.ownDatabaseOf(this.directory, this.dialect);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void migrateWhenSchemaIsOfThisReleaseDoesNothing() {
		int rows = history();
		assertThat(MigrationHistory.isCurrent(flyway("").getConfiguration())).isTrue();
		schema().migrate();
		assertThat(history()).isEqualTo(rows).isEqualTo(Schema.newest(this.dialect));
	}

	@Test
	void migrateWhenSchemaIsOlderAppliesWhatIsMissing() {
		if (this.dialect == Dialect.SQLITE) {
			this.database.close();
			this.database = SqliteDatabase.open("jdbc:sqlite:" + this.directory.resolve("older.db"));
		}
		Flyway older = Flyway.configure()
			.configuration(flyway("").getConfiguration())
			.target("6")
			.cleanDisabled(false)
			.load();
		older.clean();
		older.migrate();
		assertThat(history()).isEqualTo(6);
		schema().check();
		schema().migrate();
		assertThat(history()).isEqualTo(Schema.newest(this.dialect));
	}

	@Test
	void isCurrentWhenFlywayIsConfiguredForSomethingElseLeavesItToFlyway() {
		assertThat(MigrationHistory.isCurrent(flyway("/none").getConfiguration())).isFalse();
		assertThat(MigrationHistory.isCurrent(Flyway.configure()
			.configuration(flyway("").getConfiguration())
			.locations("filesystem:" + this.directory)
			.load()
			.getConfiguration())).isFalse();
		assertThat(MigrationHistory.isCurrent(Flyway.configure()
			.configuration(flyway("").getConfiguration())
			.table("other")
			.load()
			.getConfiguration())).isFalse();
	}

	@Test
	void isCurrentWhenThereIsNoTableIsFalse() {
		update("DROP TABLE flyway_schema_history");
		assertThat(MigrationHistory.isCurrent(flyway("").getConfiguration())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "checksum = checksum + 1", "description = 'other'", "version = '3.1'", "success = false",
			"type = 'JDBC'" })
	void isCurrentWhenARowIsAnotherOneIsFalse(String change) {
		update("UPDATE flyway_schema_history SET %s WHERE version = '3'".formatted(change));
		assertThat(MigrationHistory.isCurrent(flyway("").getConfiguration())).isFalse();
	}

	@Test
	void isCurrentWhenThereIsARowMoreOrLessIsFalse() {
		addMigration(99, true);
		assertThat(MigrationHistory.isCurrent(flyway("").getConfiguration())).isFalse();
		update("DELETE FROM flyway_schema_history WHERE version IN ('99', '3')");
		assertThat(MigrationHistory.isCurrent(flyway("").getConfiguration())).isFalse();
	}

	@Test
	void migrateWhenSchemaIsNewerNamesBothVersions() {
		addMigration(99, true);
		addMigration(100, true);
		assertRefused(
				"the store has schema version 100, and this release of ons-relay knows versions up to %d"
					.formatted(Schema.newest(this.dialect)),
				"Start the release that the store was used with, or a newer one, or restore a backup from before the "
						+ "upgrade; docs/backup.md says how.");
	}

	@Test
	void migrateWhenAnAppliedMigrationIsAnotherOneNamesIt() {
		update("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '3'");
		assertRefused("the store's migration to schema version 3 is not the one of this release",
				"Start the build that made the store, or restore a backup that a release made; docs/backup.md says how.");
	}

	@Test
	void migrateWhenAnAppliedMigrationHasAnotherNameNamesIt() {
		update("UPDATE flyway_schema_history SET description = 'other' WHERE version = '3'");
		assertRefused("the store's migration to schema version 3 is not the one of this release", "Start the build");
	}

	@Test
	void migrateWhenAnAppliedMigrationIsMissingHereNamesIt() {
		update("UPDATE flyway_schema_history SET version = '3.1' WHERE version = '3'");
		assertRefused("the store has a migration to schema version 3.1, which this release does not have",
				"Start the build");
	}

	@Test
	void migrateWhenAMigrationWasLeftOutNamesIt() {
		update("DELETE FROM flyway_schema_history WHERE version = '3'");
		assertRefused("the store lacks the migration to schema version 3, and has later ones", "Start the build");
	}

	@Test
	void migrateWhenAMigrationHasFailedNamesIt() {
		update("UPDATE flyway_schema_history SET success = false WHERE version = '6'");
		assertRefused("the store's migration to schema version 6 has failed", "Restore a backup");
	}

	@Test
	void migrateWhenAMigrationOfANewerReleaseHasFailedNamesIt() {
		addMigration(99, false);
		assertRefused("the store's migration to schema version 99 has failed", "Restore a backup");
	}

	@Test
	void migrateWhenTablesAreOfSomethingElseSaysSo() {
		update("DROP TABLE flyway_schema_history");
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> schema().migrate())
			.withMessage(PROPERTY + ": the database has tables of something else")
			.satisfies((ex) -> assertThat(ex.getAction()).contains("an empty database"));
	}

	private void assertRefused(String description, String action) {
		int rows = history();
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> schema().migrate())
			.withMessageStartingWith(PROPERTY + ": " + description)
			.satisfies((ex) -> assertThat(ex.getAction()).contains(action));
		assertThatExceptionOfType(InvalidConfigurationException.class).isThrownBy(() -> schema().check())
			.withMessageStartingWith(PROPERTY + ": " + description);
		assertThat(history()).isEqualTo(rows);
	}

	private Schema schema() {
		return Schema.of(this.database.migrating(), this.dialect, PROPERTY);
	}

	private Flyway flyway(String below) {
		return Flyway.configure()
			.dataSource(this.database.migrating())
			.locations("classpath:db/migration/" + this.dialect.name().toLowerCase(Locale.ROOT) + below)
			.load();
	}

	private void addMigration(int version, boolean success) {
		update("""
				INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,
					execution_time, success) VALUES (%1$d, '%1$d', 'later', 'SQL', 'V%1$d__later.sql', 'x', 1, %2$s)
				""".formatted(version, success));
	}

	private int history() {
		return JdbcClient.create(this.database.reading())
			.sql("SELECT count(*) FROM flyway_schema_history WHERE version IS NOT NULL")
			.query(Integer.class)
			.single();
	}

	private void update(String sql) {
		JdbcClient.create(this.database.migrating()).sql(sql).update();
	}

}

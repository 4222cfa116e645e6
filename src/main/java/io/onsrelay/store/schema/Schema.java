package io.onsrelay.store.schema;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.output.ValidateOutput;
import org.jspecify.annotations.Nullable;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.store.Dialect;

/**
 * The schema of a database. It has to be the one of this release, or an older one that is
 * brought up to date. Flyway by itself would accept a newer one, in which statements of
 * this release fail or, worse, succeed.
 */
public final class Schema {

	/** Where the scripts are, one directory for each dialect. */
	static final String LOCATION = "classpath:db/migration/";

	private final Configuration configuration;

	private final String property;

	private Schema(Configuration configuration, String property) {
		this.configuration = configuration;
		this.property = property;
	}

	/**
	 * Return the schema of a database.
	 * @param dataSource connections without time limits; {@link #check()} only reads
	 * @param dialect the dialect of the database
	 * @param property the property or option that names the database, for errors
	 * @return the schema
	 */
	public static Schema of(DataSource dataSource, Dialect dialect, String property) {
		return new Schema(Flyway.configure().dataSource(dataSource).locations(location(dialect)), property);
	}

	/**
	 * Return the schema that Flyway is configured for. It validates strictly, whatever it
	 * is configured to ignore.
	 * @param flyway the configuration
	 * @param property the property that names the database, for errors
	 * @return the schema
	 */
	public static Schema of(Flyway flyway, String property) {
		return new Schema(flyway.getConfiguration(), property);
	}

	/**
	 * Return the newest version that this release knows.
	 * @param dialect the dialect of the database
	 * @return the version
	 */
	public static int newest(Dialect dialect) {
		return MigrationScript.in(location(dialect))
			.stream()
			.mapToInt(MigrationScript::version)
			.max()
			.orElseThrow(() -> new IllegalStateException("There are no migrations"));
	}

	private static String location(Dialect dialect) {
		return LOCATION + dialect.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Brings the tables to the version of this release. Where they are of that version,
	 * one statement shows it, and Flyway is not asked.
	 * @throws InvalidConfigurationException if they are not of this release or an older
	 * one; nothing is changed
	 * @throws FlywayException if the database fails, with the error of its driver as a
	 * cause
	 */
	public void migrate() {
		if (MigrationHistory.isCurrent(this.configuration)) {
			return;
		}
		try {
			strict().migrate();
		}
		catch (FlywayException ex) {
			check();
			if (ex.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
				throw new InvalidConfigurationException(this.property, "the database has tables of something else",
						"Name an empty database, a schema of its own with ?currentSchema=NAME, or a file that ons-relay made.");
			}
			if (hasSqlCause(ex)) {
				throw ex;
			}
			throw invalid("its tables can't be brought up to date (%s)".formatted(firstLine(ex.getMessage())),
					"Check the properties spring.flyway, and that nothing else changes the table flyway_schema_history.");
		}
	}

	private Flyway strict() {
		return Flyway.configure(this.configuration.getClassLoader())
			.configuration(this.configuration)
			.validateOnMigrate(true)
			.ignoreMigrationPatterns("*:pending")
			.load();
	}

	private static boolean hasSqlCause(Throwable ex) {
		return ex instanceof SQLException || (ex.getCause() != null && hasSqlCause(ex.getCause()));
	}

	private static String firstLine(@Nullable String message) {
		return String.valueOf(message).lines().findFirst().orElse("");
	}

	/**
	 * Checks that the tables are of this release or an older one, and changes nothing.
	 * @throws InvalidConfigurationException if they are not
	 */
	public void check() {
		Flyway flyway = strict();
		MigrationInfo[] migrations = flyway.info().all();
		newest(migrations, MigrationState::isFailed).ifPresent((failed) -> {
			throw invalid("the store's migration to schema version %s has failed".formatted(failed),
					"Restore a backup from before the upgrade; docs/backup.md says how.");
		});
		newest(migrations, (state) -> state == MigrationState.FUTURE_SUCCESS).ifPresent((newer) -> {
			throw invalid(
					"the store has schema version %s, and this release of ons-relay knows versions up to %s"
						.formatted(newer, newest(migrations, MigrationState::isResolved).orElseThrow()),
					"Start the release that the store was used with, or a newer one, or restore a backup from before the "
							+ "upgrade; docs/backup.md says how.");
		});
		flyway.validateWithResult().invalidMigrations.stream().findFirst().ifPresent((invalid) -> {
			throw invalid(describe(invalid), "Start the build that made the store, or restore a backup that a release "
					+ "made; docs/backup.md says how.");
		});
	}

	private static Optional<MigrationVersion> newest(MigrationInfo[] migrations, Predicate<MigrationState> states) {
		return Arrays.stream(migrations)
			.filter((migration) -> states.test(migration.getState()))
			.map(MigrationInfo::getVersion)
			.filter(Objects::nonNull)
			.max(Comparator.naturalOrder());
	}

	private static String describe(ValidateOutput invalid) {
		return switch (invalid.errorDetails.errorCode) {
			case CoreErrorCode.CHECKSUM_MISMATCH, CoreErrorCode.DESCRIPTION_MISMATCH, CoreErrorCode.TYPE_MISMATCH ->
				"the store's migration to schema version %s is not the one of this release".formatted(invalid.version);
			case CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED ->
				"the store has a migration to schema version %s, which this release does not have"
					.formatted(invalid.version);
			case CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED ->
				"the store lacks the migration to schema version %s, and has later ones".formatted(invalid.version);
			default -> "the store's migration to schema version %s is not valid (%s)".formatted(invalid.version,
					firstLine(invalid.errorDetails.errorMessage));
		};
	}

	private InvalidConfigurationException invalid(String description, String action) {
		return new InvalidConfigurationException(this.property, description, action);
	}

}

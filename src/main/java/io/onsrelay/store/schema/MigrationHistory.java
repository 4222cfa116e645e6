package io.onsrelay.store.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Compares the table of Flyway with the scripts of this release by one statement. Flyway
 * itself takes a tenth of a start to find out that there is nothing to do.
 */
final class MigrationHistory {

	private static final String QUERY = "SELECT version, description, type, checksum, success FROM flyway_schema_history";

	private MigrationHistory() {
	}

	/**
	 * Return whether the scripts of this release, and nothing else, were applied. Where
	 * that can't be told, the answer is {@code false}, and Flyway finds out.
	 * @param configuration the configuration of Flyway
	 * @return {@code true} if Flyway would do nothing
	 */
	static boolean isCurrent(Configuration configuration) {
		if (!isOrdinary(configuration)) {
			return false;
		}
		Set<Migration> applied = applied(configuration);
		return !applied.isEmpty() && applied.equals(ofRelease(configuration.getLocations()[0].getDescriptor()));
	}

	/**
	 * A user may have configured Flyway for other scripts, or another table.
	 */
	private static boolean isOrdinary(Configuration configuration) {
		return configuration.getLocations().length == 1
				&& configuration.getLocations()[0].getDescriptor().startsWith(Schema.LOCATION)
				&& configuration.getSchemas().length == 0 && configuration.getDefaultSchema() == null
				&& configuration.getTable().equals(new FluentConfiguration().getTable());
	}

	/**
	 * Return what was applied; an empty set if it can't be read.
	 */
	private static Set<Migration> applied(Configuration configuration) {
		try (Connection connection = configuration.getDataSource().getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(QUERY)) {
			Set<Migration> applied = new HashSet<>();
			while (rows.next()) {
				applied.add(new Migration(String.valueOf(rows.getString("version")), rows.getString("description"),
						rows.getString("type"), rows.getInt("checksum"), rows.getBoolean("success")));
			}
			return applied;
		}
		catch (SQLException ex) {
			// No table yet, or no database: Flyway creates the one and reports the other
			return Set.of();
		}
	}

	/**
	 * Return what this release would apply; an empty set where the location is none of
	 * its.
	 */
	private static Set<Migration> ofRelease(String location) {
		return MigrationScript.in(location)
			.stream()
			.map((script) -> new Migration(Integer.toString(script.version()), script.description(), "SQL",
					script.checksum(), true))
			.collect(Collectors.toSet());
	}

	/**
	 * A row of the table.
	 *
	 * @param version the version, as the script names it
	 * @param description what it does
	 * @param type {@code SQL}, or one of Flyway's own
	 * @param checksum the checksum of the script
	 * @param success whether it was applied
	 */
	private record Migration(String version, String description, String type, int checksum, boolean success) {
	}

}

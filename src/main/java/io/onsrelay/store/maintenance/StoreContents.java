package io.onsrelay.store.maintenance;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.schema.Schema;

/**
 * What is in a store.
 *
 * @param schema the version of its schema
 * @param messages how many messages it has
 */
public record StoreContents(int schema, long messages) {

	/**
	 * Return the newest version of the schema that this release knows.
	 * @return the version
	 */
	public static int newestSchema() {
		return Schema.newest(Dialect.SQLITE);
	}

	static StoreContents of(Connection connection) throws SQLException {
		String tables = "SELECT count(*) FROM sqlite_master WHERE name IN ('flyway_schema_history', 'message', 'delivery')";
		if (number(connection, tables) != 3) {
			throw new MaintenanceException("it is an SQLite database, but no store of ons-relay");
		}
		return new StoreContents(
				(int) number(connection,
						"SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM flyway_schema_history WHERE success"),
				number(connection, "SELECT count(*) FROM message"));
	}

	private static long number(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getLong(1);
		}
	}

}

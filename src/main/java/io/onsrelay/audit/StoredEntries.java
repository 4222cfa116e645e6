package io.onsrelay.audit;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Reads records from the columns of their table.
 */
public final class StoredEntries {

	private StoredEntries() {
	}

	/**
	 * Return the record of a row, without its body.
	 * @param row a row with the columns of the table, and the headers wherever they are
	 * @return the record
	 * @throws SQLException if the row can't be read
	 */
	public static AuditEntry read(ResultSet row) throws SQLException {
		return new AuditEntry(row.getString("destination"), row.getString("message_id"), row.getLong("received_at"),
				row.getLong("occurred_at"), row.getString("kind"), row.getBoolean("malformed"), row.getString("topic"),
				row.getString("type"), row.getString("resource"), row.getString("compartment"),
				row.getString("headers"), row.getString("body_sha256"), null, null);
	}

	/**
	 * Return a number that may be missing. SQLite's driver does not read a missing one as
	 * an object of a type.
	 * @param row a row
	 * @param column the name of the column
	 * @return the number; {@code null} if it is missing
	 * @throws SQLException if the row can't be read
	 */
	public static @Nullable Long number(ResultSet row, String column) throws SQLException {
		long number = row.getLong(column);
		return row.wasNull() ? null : Long.valueOf(number);
	}

}

package io.onsrelay.delivery.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Reads columns of the outbox.
 */
final class Columns {

	private Columns() {
	}

	/**
	 * Reads a time.
	 * @param row the row
	 * @param column a column that holds milliseconds since 1970, or nothing
	 * @return the time; {@code null} if the column holds nothing
	 * @throws SQLException if the row has no such column
	 */
	static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

}

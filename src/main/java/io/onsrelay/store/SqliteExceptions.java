package io.onsrelay.store;

import java.sql.SQLException;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Tells statements that ask for something wrong from a database that fails, which Spring
 * can't for SQLite. Codes are those of https://www.sqlite.org/rescode.html.
 */
final class SqliteExceptions {

	/**
	 * The primary code is the lowest byte of an extended one.
	 */
	private static final int PRIMARY = 0xff;

	private SqliteExceptions() {
	}

	static DataAccessException translate(SQLException ex) {
		String message = String.valueOf(ex.getMessage());
		if (!(ex instanceof SQLiteException sqlite)) {
			return new DataAccessResourceFailureException(message, ex);
		}
		return switch (sqlite.getResultCode()) {
			case SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_ROWID ->
				new DuplicateKeyException(message, ex);
			case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH, SQLITE_TOOBIG ->
				new InvalidDataAccessResourceUsageException(message, ex);
			default -> constraint(sqlite.getResultCode()) ? new DataIntegrityViolationException(message, ex)
					: new DataAccessResourceFailureException(message, ex);
		};
	}

	private static boolean constraint(SQLiteErrorCode code) {
		return (code.code & PRIMARY) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
	}

}

package io.onsrelay.store.sqlite;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Distinguishes faults of a statement, such as a broken constraint, from a database that
 * fails, such as a full disk. Spring has no error codes for SQLite: to it, all of its
 * errors look alike. The codes are those of https://www.sqlite.org/rescode.html.
 */
final class SqliteExceptions {

	/**
	 * The primary code is the lowest byte of an extended code.
	 */
	private static final int PRIMARY = 0xff;

	private static final Set<Integer> CORRUPT = Set.of(SQLiteErrorCode.SQLITE_CORRUPT.code,
			SQLiteErrorCode.SQLITE_NOTADB.code);

	private SqliteExceptions() {
	}

	static DataAccessException translate(SQLException ex) {
		return driver(ex).map(SqliteExceptions::translate)
			.orElseGet(() -> new DataAccessResourceFailureException(String.valueOf(ex.getMessage()), ex));
	}

	/**
	 * Return the error of the driver. The cache of statements wraps what it gets when it
	 * prepares one, such as that a table is missing.
	 */
	private static Optional<SQLiteException> driver(@Nullable Throwable ex) {
		if (ex == null) {
			return Optional.empty();
		}
		return (ex instanceof SQLiteException sqlite) ? Optional.of(sqlite) : driver(ex.getCause());
	}

	private static DataAccessException translate(SQLiteException ex) {
		String message = String.valueOf(ex.getMessage());
		return switch (ex.getResultCode()) {
			case SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_ROWID ->
				new DuplicateKeyException(message, ex);
			case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH, SQLITE_TOOBIG ->
				new InvalidDataAccessResourceUsageException(message, ex);
			default -> constraint(ex.getResultCode()) ? new DataIntegrityViolationException(message, ex)
					: new DataAccessResourceFailureException(message, ex);
		};
	}

	/**
	 * Return whether a failure means that the file is damaged.
	 */
	static boolean isCorrupt(Throwable failure) {
		return failure.getCause() instanceof SQLiteException sqlite && isDamage(sqlite);
	}

	/**
	 * Return whether an error of the driver means that the file is damaged.
	 */
	static boolean isDamage(SQLiteException ex) {
		return CORRUPT.contains(primary(ex.getResultCode()));
	}

	private static int primary(SQLiteErrorCode code) {
		return code.code & PRIMARY;
	}

	private static boolean constraint(SQLiteErrorCode code) {
		return primary(code) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
	}

}

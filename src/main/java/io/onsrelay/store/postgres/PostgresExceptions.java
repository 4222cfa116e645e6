package io.onsrelay.store.postgres;

import java.sql.SQLException;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Distinguishes faults of a statement, lock conflicts, and a database that fails, by the
 * codes of https://www.postgresql.org/docs/current/errcodes-appendix.html. An unknown
 * code counts as a database that fails, so that nothing is acknowledged.
 */
final class PostgresExceptions {

	private static final String UNIQUE_VIOLATION = "23505";

	private static final int CLASS = 2;

	private PostgresExceptions() {
	}

	static DataAccessException translate(SQLException ex) {
		String message = String.valueOf(ex.getMessage());
		String state = String.valueOf(ex.getSQLState());
		return switch (state) {
			case UNIQUE_VIOLATION -> new DuplicateKeyException(message, ex);
			// A deadlock, a serialization failure, a lock timeout, and more locks than
			// the server has memory for
			case "40P01", "40001", "55P03", "53200" -> new CannotAcquireLockException(message, ex);
			default -> switch ((state.length() > CLASS) ? state.substring(0, CLASS) : "") {
				case "22", "23" -> new DataIntegrityViolationException(message, ex);
				// Limits of the server, such as the size of an index key, count as a
				// fault of the statement
				case "42", "54" -> new InvalidDataAccessResourceUsageException(message, ex);
				default -> new DataAccessResourceFailureException(message, ex);
			};
		};
	}

}

package io.onsrelay.store.postgres;

import java.sql.SQLException;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;

/**
 * Tells statements that ask for something wrong from conflicts and from a database that
 * fails, by the codes of https://www.postgresql.org/docs/current/errcodes-appendix.html.
 * What is not known is a database that fails: nothing is acknowledged then.
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
			// A deadlock, a serialization failure, a lock that was waited for too long,
			// and
			// more locks in one transaction than the server has room for
			case "40P01", "40001", "55P03", "53200" -> new CannotAcquireLockException(message, ex);
			default -> switch ((state.length() > CLASS) ? state.substring(0, CLASS) : "") {
				case "22", "23" -> new DataIntegrityViolationException(message, ex);
				// A limit such as the longest key of an index counts as a mistake in a
				// statement
				case "42", "54" -> new InvalidDataAccessResourceUsageException(message, ex);
				default -> new DataAccessResourceFailureException(message, ex);
			};
		};
	}

}

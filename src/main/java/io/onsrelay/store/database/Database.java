package io.onsrelay.store.database;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Dialect;

/**
 * What the store needs of a database, and what differs from one to the other.
 */
public interface Database extends AutoCloseable {

	/**
	 * The name of the property that names the database.
	 */
	String PROPERTY = "spring.datasource.url";

	/**
	 * Return the SQL dialect of the database.
	 * @return the dialect
	 */
	Dialect dialect();

	/**
	 * Return connections that write. One at a time may be in a transaction.
	 * @return a source of connections, each opened anew
	 */
	DataSource writing();

	/**
	 * Return connections that can't write.
	 * @return a source of connections, each opened anew
	 */
	DataSource reading();

	/**
	 * Return connections for changes that may take as long as they need.
	 * @return a source of connections, each opened anew
	 */
	DataSource migrating();

	/**
	 * Makes everybody else wait who locks one of these names, until the transaction ends.
	 * What others have committed under these names is seen by the next statement.
	 * @param jdbc a connection in a transaction that has done nothing yet
	 * @param names what to lock
	 */
	void lock(JdbcClient jdbc, Collection<String> names);

	/**
	 * Return the statement that gives some unused space back to the disk.
	 * @return the statement; empty where the database does that by itself
	 */
	default Optional<String> reclaimStatement() {
		return Optional.empty();
	}

	/**
	 * Tells a statement that asks for something wrong from a conflict with somebody else
	 * and from a database that fails.
	 * @param ex what the driver says
	 * @return a {@link org.springframework.dao.DataAccessResourceFailureException} if the
	 * database fails, a
	 * {@link org.springframework.dao.PessimisticLockingFailureException} if the same may
	 * succeed at once
	 */
	DataAccessException translate(SQLException ex);

	/**
	 * Return whether a failure means that the file itself is damaged. To write on would
	 * damage it further.
	 * @param failure what {@link #translate} made of it
	 * @return {@code true} if so
	 */
	default boolean isCorrupt(Throwable failure) {
		return false;
	}

	/**
	 * Return the clock that all who share the database go by.
	 * @param reading connections to ask by
	 * @param local the clock of this process
	 * @return the clock
	 */
	Clock clock(DataSource reading, Clock local);

	@Override
	void close();

}

package io.onsrelay.store.database;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Dialect;

/**
 * A database that the store works on, and what differs between SQLite and PostgreSQL.
 */
public interface Database extends AutoCloseable {

	/**
	 * The property that holds the URL of the database.
	 */
	String PROPERTY = "spring.datasource.url";

	/**
	 * Return the SQL dialect of the database.
	 * @return the dialect
	 */
	Dialect dialect();

	/**
	 * Return connections that write. Only one of them may be in a transaction at a time.
	 * @return a data source without a pool
	 */
	DataSource writing();

	/**
	 * Return read-only connections.
	 * @return a data source without a pool
	 */
	DataSource reading();

	/**
	 * Return connections without time limits, for migrations.
	 * @return a data source without a pool
	 */
	DataSource migrating();

	/**
	 * Locks names until the transaction ends: transactions of other processes that lock
	 * one of them wait. The next statement sees what they committed under these names.
	 * @param jdbc a connection whose transaction has not run any statement yet
	 * @param names returns the names to lock; not called where nothing has to be locked
	 * @param shared returns the names to lock together with other transactions that share
	 * them; one that is among the others is locked alone
	 */
	void lock(JdbcClient jdbc, Supplier<? extends Collection<String>> names,
			Supplier<? extends Collection<String>> shared);

	/**
	 * Return the statement that returns unused space to the file system.
	 * @return the statement; empty where the database reclaims space by itself
	 */
	default Optional<String> reclaimStatement() {
		return Optional.empty();
	}

	/**
	 * Classifies an error of the driver: the database fails, a lock conflict, or a fault
	 * of the statement.
	 * @param ex the error of the driver
	 * @return a {@link org.springframework.dao.DataAccessResourceFailureException} if the
	 * database fails, a
	 * {@link org.springframework.dao.PessimisticLockingFailureException} if the same
	 * statement may succeed when it is repeated at once, another exception if the
	 * statement is at fault
	 */
	DataAccessException translate(SQLException ex);

	/**
	 * Return whether a failure means that the database file is damaged. Further writes
	 * would damage it more.
	 * @param failure the exception that {@link #translate} returned
	 * @return {@code true} if the file is damaged
	 */
	default boolean isCorrupt(Throwable failure) {
		return false;
	}

	/**
	 * Checks that what was committed is still where the next start looks for it. The
	 * writer asks before it reports a commit, while its connection is open.
	 * @return how the database was lost, as the beginning of a sentence; empty if it is
	 * there. A loss is permanent: only a restart helps
	 * @throws org.springframework.dao.DataAccessResourceFailureException if that can't be
	 * found out now
	 */
	default Optional<String> loss() {
		return Optional.empty();
	}

	/**
	 * Return the clock that all replicas use: that of the database where several
	 * processes share it.
	 * @param reading connections to read the database's clock with
	 * @param local the clock of this process
	 * @return the clock
	 */
	Clock clock(DataSource reading, Clock local);

	@Override
	void close();

}

package io.onsrelay.store;

import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database. What {@link #write} returns is on disk.
 */
public interface Store {

	/**
	 * Runs a unit of work and waits until it is committed, together with what others
	 * write at the same time.
	 * @param <T> what the unit returns
	 * @param work the unit
	 * @return what the unit returned, after the commit
	 * @throws StoreUnavailableException if it can't be committed now: the queue is full,
	 * the wait is too long, or the database fails; the unit may still be committed after
	 * a wait that was too long
	 * @throws RuntimeException what the unit itself throws; nothing of it is committed
	 */
	<T> T write(UnitOfWork<T> work);

	/**
	 * Reads what is committed.
	 * @param <T> what the query returns
	 * @param query the query, run on a connection that can't write
	 * @return what the query returned
	 * @throws StoreUnavailableException if the database can't be read now
	 */
	<T> T read(Function<JdbcClient, T> query);

}

package io.onsrelay.store;

import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database. What {@link #write} returns is on disk.
 */
public interface Store {

	/**
	 * Runs a unit of work and waits until it is committed, together with what others
	 * write at the same time. For work that the service itself bounds in number.
	 * @param <T> what the unit returns
	 * @param work the unit
	 * @return what the unit returned, after the commit
	 * @throws StoreUnavailableException if it can't be committed now: the wait is too
	 * long, or the database fails; the unit may still be committed after a wait that was
	 * too long
	 * @throws RuntimeException what the unit itself throws; nothing of it is committed
	 */
	<T> T write(UnitOfWork<T> work);

	/**
	 * Runs a unit of work for somebody of whom there may be any number: whoever comes
	 * when too many wait is refused at once. What the service does itself is never
	 * refused for that.
	 * @param <T> what the unit returns
	 * @param work the unit
	 * @param committed told what the unit returned once it is committed, which may be
	 * after the wait was too long; it returns at once and throws nothing
	 * @return as {@link #write}
	 * @throws StoreUnavailableException also if too many wait
	 */
	<T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed);

	/**
	 * Reads what is committed.
	 * @param <T> what the query returns
	 * @param query the query, run on a connection that can't write
	 * @return what the query returned
	 * @throws StoreUnavailableException if the database can't be read now
	 */
	<T> T read(Function<JdbcClient, T> query);

	/**
	 * Gives some of the space that is no longer used back to the disk, as much as is
	 * quickly done. Of no effect where the database does that by itself.
	 * @throws StoreUnavailableException if the database can't be written now
	 */
	default void reclaimSpace() {
	}

	/**
	 * Return whose SQL is spoken here.
	 * @return the dialect
	 */
	Dialect dialect();

}

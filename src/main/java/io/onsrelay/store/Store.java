package io.onsrelay.store;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The database. When {@link #write} returns, the unit of work is on disk.
 */
public interface Store {

	/**
	 * Runs a unit of work and waits for its commit, which it shares with units of other
	 * threads. For work whose number the service itself bounds: it is never rejected
	 * because the queue is full.
	 * @param <T> the type of the result
	 * @param work the unit
	 * @return the unit's result, after the commit
	 * @throws StoreUnavailableException if the database fails, or if the commit takes
	 * longer than {@code relay.store.write-timeout}; in the latter case the unit stays
	 * queued and may still be committed
	 * @throws RuntimeException if the unit itself throws it; nothing of the unit is
	 * committed
	 */
	<T> T write(UnitOfWork<T> work);

	/**
	 * Runs a unit of work on behalf of a sender. Senders are not bounded in number, so
	 * the unit is rejected at once when {@code relay.store.queue-capacity} units wait.
	 * @param <T> the type of the result
	 * @param work the unit
	 * @param committed called by the writer with the unit's result after the commit. The
	 * commit may come after the sender's timeout, so whatever follows from a commit
	 * belongs here and not behind the return of this method. It returns at once and
	 * throws nothing
	 * @return as {@link #write}
	 * @throws StoreUnavailableException as {@link #write}, and if the queue is full
	 */
	<T> T tryWrite(UnitOfWork<T> work, Consumer<? super T> committed);

	/**
	 * Reads committed data. Queries stay short, since few run at the same time, and end
	 * with {@code list()}, {@code single()} or {@code optional()}: a result set that
	 * stays open, as that of {@code stream()} does, keeps its connection on an old
	 * snapshot.
	 * @param <T> the type of the result
	 * @param query the query, run on a read-only connection
	 * @return the query's result
	 * @throws StoreUnavailableException if the database can't be read now
	 */
	<T> T read(Function<JdbcClient, T> query);

	/**
	 * Returns a bounded amount of unused space to the file system. Does nothing where the
	 * database reclaims space by itself.
	 * @throws StoreUnavailableException if the database can't be written now
	 */
	default void reclaimSpace() {
	}

	/**
	 * Return for how long units of work have been written since the start. By its growth
	 * within a time, work that can wait sees whether the store is busy.
	 * @return the time; zero where nothing can be told
	 */
	default Duration writingTime() {
		return Duration.ZERO;
	}

	/**
	 * Return the SQL dialect of the database.
	 * @return the dialect
	 */
	Dialect dialect();

	/**
	 * Return whether several processes may use the store at the same time.
	 * @return {@code true} if they may
	 */
	default boolean isShared() {
		return dialect().isShared();
	}

}

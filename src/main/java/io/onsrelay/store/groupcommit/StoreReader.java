package io.onsrelay.store.groupcommit;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.store.Dialect;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Runs queries. Those of SQLite, whose driver is native, run on platform threads: on a
 * virtual one, a query would hold the carrier until its end, and as many long queries as
 * there are carriers would keep all requests waiting.
 */
final class StoreReader implements AutoCloseable {

	/**
	 * How many queries run at the same time: short ones need few.
	 */
	static final int LIMIT = 4;

	private final JdbcClient jdbc;

	private final @Nullable ExecutorService threads;

	/**
	 * Creates a reader.
	 * @param jdbc read-only connections
	 * @param dialect the dialect of their database
	 */
	StoreReader(JdbcClient jdbc, Dialect dialect) {
		this.jdbc = jdbc;
		this.threads = (dialect == Dialect.SQLITE)
				? Executors.newFixedThreadPool(LIMIT, Thread.ofPlatform().daemon().name("store-reader-", 0).factory())
				: null;
	}

	/**
	 * Runs a query.
	 * @param <T> the type of the result
	 * @param query the query
	 * @return its result
	 * @throws StoreUnavailableException if the database can't be read now
	 */
	<T> T read(Function<JdbcClient, T> query) {
		try {
			return (this.threads != null && Thread.currentThread().isVirtual())
					? Results.await(this.threads.submit(() -> query.apply(this.jdbc))) : query.apply(this.jdbc);
		}
		catch (DataAccessException ex) {
			throw new StoreUnavailableException("The store can't be read", ex);
		}
		catch (RejectedExecutionException ex) {
			throw new StoreUnavailableException("The store is closed", ex);
		}
	}

	@Override
	public void close() {
		if (this.threads != null) {
			this.threads.shutdown();
		}
	}

}

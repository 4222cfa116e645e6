package io.onsrelay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The one writer: takes the units of work that wait, runs them in one transaction, and
 * commits. Syncing to the disk is what a commit costs, so a group of two hundred costs
 * little more than one.
 * <p>
 * When a unit fails, the group is rolled back and its units are run one by one, so that
 * each fails or succeeds by itself. When the database fails, all of the group fail at
 * once: trying each alone would only keep the others waiting.
 * <p>
 * It works on a thread of the platform: native calls would pin a virtual one.
 */
final class GroupWriter implements AutoCloseable {

	private final Logger logger = LoggerFactory.getLogger(GroupWriter.class);

	/**
	 * How long closing waits for what is still in the queue, in milliseconds.
	 */
	private static final long CLOSING_TIME = 10_000;

	/**
	 * How often an idle writer looks whether it is to stop, in milliseconds.
	 */
	private static final long IDLE_TIME = 200;

	private final DataSource dataSource;

	private final BlockingQueue<Pending<?>> queue = new LinkedBlockingQueue<>();

	private final int capacity;

	private final int groupLimit;

	private final StoreMeters meters;

	private final Thread thread;

	private @Nullable Session session;

	private boolean failing;

	private boolean corrupt;

	private volatile boolean closed;

	GroupWriter(DataSource dataSource, int capacity, int groupLimit, StoreMeters meters) {
		this.dataSource = dataSource;
		this.capacity = capacity;
		this.groupLimit = groupLimit;
		this.meters = meters;
		meters.watchQueue(this.queue);
		this.thread = Thread.ofPlatform().name("store-writer").start(this::writeUntilClosed);
	}

	/**
	 * Hands in a unit of work that the service itself bounds in number.
	 * @param <T> what it returns
	 * @param work the unit
	 * @return its result, once it is committed; fails with a
	 * {@link StoreUnavailableException} if the database does
	 * @throws StoreUnavailableException if the writer is closed
	 */
	<T> CompletableFuture<T> submit(UnitOfWork<T> work) {
		if (this.closed) {
			throw new StoreUnavailableException("The store is closed", null);
		}
		Pending<T> pending = new Pending<>(work);
		this.queue.add(pending);
		return pending.result;
	}

	/**
	 * Hands in a unit of work of a stranger, of whom there may be any number.
	 * @param <T> what it returns
	 * @param work the unit
	 * @return as {@link #submit}
	 * @throws StoreUnavailableException if too many units wait or the writer is closed
	 */
	<T> CompletableFuture<T> admit(UnitOfWork<T> work) {
		if (this.queue.size() >= this.capacity) {
			throw new StoreUnavailableException("The queue of the store is full", null);
		}
		return submit(work);
	}

	private void writeUntilClosed() {
		List<Pending<?>> group = new ArrayList<>(this.groupLimit);
		while (!this.closed || !this.queue.isEmpty()) {
			try {
				Pending<?> first = this.queue.poll(IDLE_TIME, TimeUnit.MILLISECONDS);
				if (first != null) {
					group.add(first);
					this.queue.drainTo(group, this.groupLimit - 1);
					write(group);
				}
			}
			catch (InterruptedException ex) {
				this.closed = true;
			}
			finally {
				group.clear();
			}
		}
		this.queue.forEach((pending) -> pending.fail(new StoreUnavailableException("The store is closed", null)));
		disconnect();
	}

	private void write(List<Pending<?>> group) {
		try {
			commit(group);
		}
		// The boundary of the thread: whatever happens, nobody is left waiting and the
		// writer goes on.
		catch (Throwable ex) {
			rollback();
			Throwable failure = translate(ex);
			if (unavailable(failure)) {
				StoreUnavailableException unavailable = failing(failure);
				group.forEach((pending) -> pending.fail(unavailable));
			}
			else if (group.size() == 1) {
				group.getFirst().fail(failure);
			}
			else {
				group.forEach((pending) -> write(List.of(pending)));
			}
		}
	}

	private void commit(List<Pending<?>> group) throws SQLException {
		long start = System.nanoTime();
		Session session = session();
		for (Pending<?> pending : group) {
			pending.run(session.jdbc());
		}
		session.connection().commit();
		this.meters.committed(group.size(), System.nanoTime() - start);
		if (this.failing) {
			this.failing = false;
			this.logger.info("The store accepts writes again");
		}
		group.forEach(Pending::complete);
	}

	private Session session() throws SQLException {
		if (this.corrupt) {
			throw new DataAccessResourceFailureException("The database is corrupt");
		}
		if (this.session == null) {
			Connection connection = this.dataSource.getConnection();
			connection.setAutoCommit(false);
			this.session = new Session(connection, JdbcClient.create(new SingleConnectionDataSource(connection, true)));
		}
		return this.session;
	}

	private void rollback() {
		try {
			if (this.session != null) {
				this.session.connection().rollback();
			}
		}
		catch (SQLException ex) {
			disconnect();
		}
	}

	/**
	 * Lets go of the connection: the next group opens a new one, which finds the file
	 * again after it was away.
	 */
	private void disconnect() {
		try {
			if (this.session != null) {
				this.session.connection().close();
			}
		}
		catch (SQLException ex) {
			this.logger.debug("Closing a broken connection failed", ex);
		}
		this.session = null;
	}

	private static Throwable translate(Throwable ex) {
		return switch (ex) {
			case SQLException sql -> SqliteExceptions.translate(sql);
			case DataAccessException access when access.getCause() instanceof SQLException sql ->
				SqliteExceptions.translate(sql);
			default -> ex;
		};
	}

	private static boolean unavailable(Throwable ex) {
		return ex instanceof DataAccessResourceFailureException || ex instanceof Error;
	}

	private StoreUnavailableException failing(Throwable ex) {
		disconnect();
		if (!this.corrupt && SqliteExceptions.isCorrupt(ex)) {
			this.corrupt = true;
			this.failing = true;
			this.logger.error(
					"The database is corrupt, so nothing is written to it any more and nothing is "
							+ "acknowledged: stop the service, then repair the file or put another one in its place",
					ex);
		}
		if (!this.failing) {
			this.failing = true;
			this.logger.error("The store can't be written, so nothing is acknowledged until it can", ex);
		}
		return new StoreUnavailableException("The store can't be written", ex);
	}

	/**
	 * Takes nothing more, writes what waits, and closes the connection.
	 */
	@Override
	public void close() {
		this.closed = true;
		try {
			this.thread.join(CLOSING_TIME);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private record Session(Connection connection, JdbcClient jdbc) {
	}

	private static final class Pending<T> {

		private final UnitOfWork<T> work;

		private final CompletableFuture<T> result = new CompletableFuture<>();

		private @Nullable T value;

		Pending(UnitOfWork<T> work) {
			this.work = work;
		}

		void run(JdbcClient jdbc) {
			this.value = this.work.run(jdbc);
		}

		@SuppressWarnings("NullAway") // a unit may return null, where its type says so
		void complete() {
			this.result.complete(this.value);
		}

		void fail(Throwable ex) {
			this.result.completeExceptionally(ex);
		}

	}

}

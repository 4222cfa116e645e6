package io.onsrelay.store.groupcommit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.store.database.Database;

/**
 * The one writer: takes the units of work that wait, runs them in one transaction, and
 * commits. Syncing to the disk is what a commit costs, so a group of two hundred costs
 * little more than one. Those of a group that are part of the same {@link BatchedWork}
 * are run by the same statements.
 * <p>
 * When a unit fails, the group is rolled back and its units are run one by one, so that
 * each fails or succeeds by itself; so it is when another process got into the way. When
 * the database fails, all of the group fail at once: trying each alone would only keep
 * the others waiting.
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
	 * Wakes the writer when it is to stop.
	 */
	private static final QueuedUnit<Object> END = new QueuedUnit<>((connection) -> connection, Set.of());

	private final Database database;

	private final BlockingQueue<QueuedUnit<?>> queue = new LinkedBlockingQueue<>();

	private final int capacity;

	private final int groupLimit;

	private final StoreMetrics metrics;

	private final Thread thread;

	private @Nullable WriterConnection connection;

	private boolean failing;

	private boolean corrupt;

	private volatile boolean closed;

	GroupWriter(Database database, int capacity, int groupLimit, StoreMetrics metrics) {
		this.database = database;
		this.capacity = capacity;
		this.groupLimit = groupLimit;
		this.metrics = metrics;
		metrics.watchQueue(this.queue);
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
		return enqueue(QueuedUnit.of(work));
	}

	/**
	 * Hands in the statement that gives space back to the disk, where the database has
	 * one. The driver runs it to its end, though it returns rows.
	 * @return completes once it is committed
	 * @throws StoreUnavailableException if the writer is closed
	 */
	Optional<CompletableFuture<Integer>> reclaimSpace() {
		return this.database.reclaimStatement().map((statement) -> enqueue(new QueuedUnit<>((connection) -> {
			try (Statement plain = connection.connection().createStatement()) {
				return plain.executeUpdate(statement);
			}
			catch (SQLException ex) {
				throw this.database.translate(ex);
			}
		}, Set.of())));
	}

	private <T> CompletableFuture<T> enqueue(QueuedUnit<T> queued) {
		if (this.closed) {
			throw new StoreUnavailableException("The store is closed", null);
		}
		this.queue.add(queued);
		return queued.result();
	}

	/**
	 * Hands in a unit of work of a stranger, of whom there may be any number.
	 * @param <T> what it returns
	 * @param work the unit
	 * @return as {@link #submit}
	 * @throws StoreUnavailableException if too many units wait or the writer is closed
	 */
	<T> CompletableFuture<T> trySubmit(UnitOfWork<T> work) {
		if (this.queue.size() >= this.capacity) {
			throw new StoreUnavailableException("The queue of the store is full", null);
		}
		return submit(work);
	}

	private void writeUntilClosed() {
		List<QueuedUnit<?>> group = new ArrayList<>(this.groupLimit);
		while (!this.closed || !this.queue.isEmpty()) {
			try {
				group.add(this.queue.take());
				this.queue.drainTo(group, this.groupLimit - 1);
				group.remove(END);
				if (!group.isEmpty()) {
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
		this.queue.forEach((queued) -> queued.fail(new StoreUnavailableException("The store is closed", null)));
		disconnect();
	}

	private void write(List<QueuedUnit<?>> group) {
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
				group.forEach((queued) -> queued.fail(unavailable));
			}
			else if (group.size() > 1) {
				group.forEach((queued) -> write(List.of(queued)));
			}
			else if (!(failure instanceof PessimisticLockingFailureException)) {
				group.getFirst().fail(failure);
			}
			else if (group.getFirst().mayRunAgain()) {
				write(group);
			}
			else {
				group.getFirst().fail(new StoreUnavailableException("Others are in the way", failure));
			}
		}
	}

	private void commit(List<QueuedUnit<?>> group) throws SQLException {
		long start = System.nanoTime();
		WriterConnection connection = session();
		this.database.lock(connection.jdbc(), locks(group));
		alike(group).forEach((units) -> QueuedUnit.run(connection, units));
		connection.connection().commit();
		this.metrics.committed(group.size(), System.nanoTime() - start);
		if (this.failing) {
			this.failing = false;
			this.logger.info("The store accepts writes again");
		}
		group.forEach(QueuedUnit::complete);
	}

	private static Collection<List<QueuedUnit<?>>> alike(List<QueuedUnit<?>> group) {
		return group.stream()
			.collect(Collectors.groupingBy(QueuedUnit::kind, LinkedHashMap::new, Collectors.toList()))
			.values();
	}

	private static Set<String> locks(List<QueuedUnit<?>> group) {
		return group.stream().flatMap((queued) -> queued.locks().stream()).collect(Collectors.toSet());
	}

	private WriterConnection session() throws SQLException {
		if (this.corrupt) {
			throw new DataAccessResourceFailureException("The database is corrupt");
		}
		if (this.connection == null) {
			Connection connection = this.database.writing().getConnection();
			connection.setAutoCommit(false);
			this.connection = new WriterConnection(connection,
					JdbcClient.create(new SingleConnectionDataSource(connection, true)));
		}
		return this.connection;
	}

	private void rollback() {
		try {
			if (this.connection != null) {
				this.connection.connection().rollback();
			}
		}
		catch (SQLException ex) {
			disconnect();
		}
	}

	/**
	 * Lets go of the connection: the next group opens a new one, which finds the database
	 * again after it was away.
	 */
	private void disconnect() {
		try {
			if (this.connection != null) {
				this.connection.connection().close();
			}
		}
		catch (SQLException ex) {
			this.logger.debug("Closing a broken connection failed", ex);
		}
		this.connection = null;
	}

	private Throwable translate(Throwable ex) {
		return switch (ex) {
			case SQLException sql -> this.database.translate(sql);
			case DataAccessException access when access.getCause() instanceof SQLException sql ->
				this.database.translate(sql);
			default -> ex;
		};
	}

	private static boolean unavailable(Throwable ex) {
		return ex instanceof DataAccessResourceFailureException || ex instanceof Error;
	}

	private StoreUnavailableException failing(Throwable ex) {
		disconnect();
		if (!this.corrupt && this.database.isCorrupt(ex)) {
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
		this.queue.add(END);
		try {
			this.thread.join(CLOSING_TIME);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

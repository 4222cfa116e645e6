package io.onsrelay.store.groupcommit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.onsrelay.store.BatchedWork;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.store.UnitOfWork;
import io.onsrelay.store.database.Database;

/**
 * The only writer: takes the queued units of work, runs them in one transaction, and
 * commits. The cost of a commit is the sync to disk, so a group of two hundred units
 * costs little more than one unit. Items of the same {@link BatchedWork} in a group are
 * run by the same statements.
 * <p>
 * When a unit fails, or on a lock conflict with another process, the group is rolled back
 * and its units run one by one, so that each succeeds or fails by itself. When the
 * database fails, the whole group fails at once: to try each unit alone would only delay
 * the others.
 * <p>
 * A corrupt database stays corrupt, and a file that is deleted or replaced stays lost:
 * the writer writes nothing more to it. Otherwise the readiness probe, whose own page may
 * be sound, would report that all is well. No unit is reported as committed before the
 * files were seen in their place after its commit.
 * <p>
 * The writer runs on a platform thread, since native calls pin virtual threads.
 */
final class GroupWriter implements AutoCloseable {

	private final Logger logger = LoggerFactory.getLogger(GroupWriter.class);

	/**
	 * How long {@link #close()} waits for the queued units.
	 */
	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Wakes the writer when it closes.
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

	/**
	 * Why nothing is written any more, until the service is restarted.
	 */
	private @Nullable String end;

	private volatile boolean closed;

	/** Nanoseconds. */
	private final LongAdder writingTime = new LongAdder();

	GroupWriter(Database database, int capacity, int groupLimit, StoreMetrics metrics) {
		this.database = database;
		this.capacity = capacity;
		this.groupLimit = groupLimit;
		this.metrics = metrics;
		metrics.watchQueue(this.queue);
		this.thread = Thread.ofPlatform().name("store-writer").start(this::writeUntilClosed);
	}

	/**
	 * Queues a unit of work, however many are queued.
	 * @param <T> the type of the result
	 * @param work the unit
	 * @return the unit's result, completed after the commit; fails with a
	 * {@link StoreUnavailableException} if the database fails
	 * @throws StoreUnavailableException if the writer is closed
	 */
	<T> CompletableFuture<T> submit(UnitOfWork<T> work) {
		return enqueue(QueuedUnit.of(work));
	}

	/**
	 * Queues the statement that returns unused space to the file system, where the
	 * database has one. The driver runs it to its end, although it returns rows.
	 * @return completed after the commit; empty where the database has no such statement
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
	 * Queues a unit of work of a sender, unless the queue is full.
	 * @param <T> the type of the result
	 * @param work the unit
	 * @return as {@link #submit}
	 * @throws StoreUnavailableException if the queue is full or the writer is closed
	 */
	<T> CompletableFuture<T> trySubmit(UnitOfWork<T> work) {
		if (this.queue.size() >= this.capacity) {
			throw new StoreUnavailableException("The queue of the store is full", null);
		}
		return submit(work);
	}

	/**
	 * Takes a unit of work out of the queue, unless the writer has it already: its sender
	 * was told to send it again, so it would only take memory.
	 * @param result the unit's result
	 */
	@SuppressWarnings("ReferenceEquality") // a future is equal to itself only
	void withdraw(CompletableFuture<?> result) {
		this.queue.removeIf((queued) -> queued.result() == result);
	}

	/**
	 * Return for how long groups were written that were committed.
	 */
	Duration writingTime() {
		return Duration.ofNanos(this.writingTime.sum());
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
		// The boundary of the thread: every unit gets a result, and the writer goes on.
		catch (Throwable ex) {
			Throwable failure = translate(ex);
			if (unavailable(failure)) {
				StoreUnavailableException unavailable = recordFailure(failure);
				group.forEach((queued) -> queued.fail(unavailable));
				return;
			}
			rollback();
			if (group.size() > 1) {
				group.forEach((queued) -> write(List.of(queued)));
			}
			else if (!(failure instanceof PessimisticLockingFailureException)) {
				group.getFirst().fail(failure);
			}
			else if (group.getFirst().mayRunAgain()) {
				write(group);
			}
			else {
				group.getFirst()
					.fail(new StoreUnavailableException("The lock conflict with another process persists", failure));
			}
		}
	}

	private void commit(List<QueuedUnit<?>> group) throws SQLException {
		long start = System.nanoTime();
		WriterConnection connection = openConnection();
		this.database.lock(connection.jdbc(), () -> locks(group, QueuedUnit::locks),
				() -> locks(group, QueuedUnit::sharedLocks));
		QueuedUnit.runAll(connection, group);
		connection.connection().commit();
		refuseWhereLost();
		long nanos = System.nanoTime() - start;
		this.writingTime.add(nanos);
		this.metrics.committed(group.size(), nanos);
		if (this.failing) {
			this.failing = false;
			this.logger.info("The store accepts writes again");
		}
		group.forEach(QueuedUnit::complete);
	}

	private static Set<String> locks(List<QueuedUnit<?>> group, Function<QueuedUnit<?>, Collection<String>> names) {
		return group.stream().flatMap((queued) -> names.apply(queued).stream()).collect(Collectors.toSet());
	}

	private WriterConnection openConnection() throws SQLException {
		if (this.end != null) {
			throw new DataAccessResourceFailureException(this.end);
		}
		if (this.connection == null) {
			Connection connection = this.database.writing().getConnection();
			connection.setAutoCommit(false);
			this.connection = new WriterConnection(connection,
					JdbcClient.create(new SingleConnectionDataSource(connection, true)));
		}
		return this.connection;
	}

	private void refuseWhereLost() {
		this.database.loss().ifPresent((loss) -> {
			throw new DataAccessResourceFailureException(loss);
		});
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
	 * Closes the connection. The next group opens a new one, so the writer recovers when
	 * the database is back.
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

	/**
	 * JdbcClient ignores the exception translator of the JdbcTemplate that it is given.
	 */
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

	private StoreUnavailableException recordFailure(Throwable ex) {
		if (this.end == null) {
			this.end = findEnd(ex);
			if (this.end != null) {
				this.failing = true;
				this.logger
					.error("{}, so nothing is written to it any more and nothing is acknowledged: stop the service, "
							+ "then repair the file or restore a backup, and start it again", this.end);
			}
		}
		disconnect();
		if (!this.failing) {
			this.failing = true;
			logOutage(ex);
		}
		return new StoreUnavailableException((this.end != null) ? this.end : "The store can't be written", ex);
	}

	private @Nullable String findEnd(Throwable ex) {
		if (this.database.isCorrupt(ex)) {
			return "The database is corrupt";
		}
		try {
			return this.database.loss().orElse(null);
		}
		catch (DataAccessResourceFailureException unknown) {
			return null;
		}
	}

	/**
	 * Logs once that the database fails. The stack trace of a database that can't be
	 * reached says nothing more.
	 */
	private void logOutage(Throwable ex) {
		if (ex instanceof Error) {
			this.logger.error("The store can't be written, so nothing is acknowledged until it can", ex);
		}
		else {
			this.logger.error("The store can't be written, so nothing is acknowledged until it can: {}", reason(ex));
			this.logger.debug("The failure of the store", ex);
		}
	}

	private static String reason(Throwable ex) {
		return String.valueOf(NestedExceptionUtils.getMostSpecificCause(ex).getMessage());
	}

	/**
	 * Rejects new units, writes those that are queued, and closes the connection.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.queue.add(END);
		try {
			this.thread.join(CLOSE_TIMEOUT.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

package io.onsrelay.store.groupcommit;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.onsrelay.store.StoreUnavailableException;

/**
 * Ends the waiting of callers whose unit of work is not committed in time. All wait
 * equally long, so one thread that looks at the oldest now and then is enough. A timed
 * wait of each caller would wake the JVM's timer thread for each, which costs as much as
 * a statement.
 */
final class CommitDeadlines implements AutoCloseable {

	/**
	 * How often to look: a caller may wait longer by this fraction of its time.
	 */
	private static final int LOOKS = 32;

	private final Queue<Caller> oldestFirst = new ConcurrentLinkedQueue<>();

	private final Duration timeout;

	private final LongSupplier nanoTime;

	private final ScheduledExecutorService thread;

	private final Future<?> looking;

	/**
	 * Creates deadlines.
	 * @param timeout how long callers wait
	 * @param nanoTime the time in nanoseconds, as {@link System#nanoTime()} counts it
	 */
	CommitDeadlines(Duration timeout, LongSupplier nanoTime) {
		this.timeout = timeout;
		this.nanoTime = nanoTime;
		this.thread = Executors
			.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("store-deadlines").factory());
		long interval = Math.max(1, timeout.toMillis() / LOOKS);
		this.looking = this.thread.scheduleWithFixedDelay(this::expire, interval, interval, TimeUnit.MILLISECONDS);
	}

	/**
	 * Returns a result that fails when the time is over.
	 * @param <T> the type of the result
	 * @param result the result, which the deadline leaves as it is
	 * @return completed like the result, or with a {@link StoreUnavailableException}
	 */
	<T> CompletableFuture<T> limit(CompletableFuture<T> result) {
		CompletableFuture<T> waiting = result.copy();
		this.oldestFirst.add(new Caller(waiting, this.nanoTime.getAsLong() + this.timeout.toNanos()));
		return waiting;
	}

	/**
	 * Fails what is overdue, and forgets what is completed.
	 */
	void expire() {
		long now = this.nanoTime.getAsLong();
		for (Caller oldest = this.oldestFirst.peek(); oldest != null; oldest = this.oldestFirst.peek()) {
			boolean done = oldest.result().isDone();
			if (!done && oldest.deadline() - now > 0) {
				return;
			}
			this.oldestFirst.poll();
			if (!done) {
				oldest.result()
					.completeExceptionally(
							new StoreUnavailableException("The store did not commit within " + this.timeout, null));
			}
		}
	}

	@Override
	public void close() {
		this.looking.cancel(false);
		this.thread.shutdown();
	}

	/**
	 * A caller that waits.
	 *
	 * @param result what it waits for
	 * @param deadline until when, as {@link System#nanoTime()} counts
	 */
	private record Caller(CompletableFuture<?> result, long deadline) {
	}

}

package io.onsrelay.presentation.template;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs what users have written, their patterns and templates, on a few platform threads.
 * The carriers of the virtual threads, which everything else runs on, stay free, and what
 * takes too long is interrupted. The limit is CPU time: a message must not lose its text
 * because the machine is busy or was suspended.
 */
public final class RenderThreads implements AutoCloseable {

	/**
	 * A usual message takes less than a millisecond, and one of 256 KB with ten patterns
	 * some 100 ms.
	 */
	public static final Duration LIMIT = Duration.ofSeconds(1);

	/**
	 * As few as there are carriers on the smallest machine: the system shares its cores
	 * among both.
	 */
	private static final int THREADS = 2;

	private final ThreadMXBean cpuTimes = ManagementFactory.getThreadMXBean();

	private final ExecutorService threads;

	private final Duration limit;

	/**
	 * Creates the threads; each starts when it is needed.
	 * @param limit the CPU time that a rendering may take; it is interrupted before it
	 * has taken twice as much, if it runs alone
	 */
	public RenderThreads(Duration limit) {
		ThreadPoolExecutor pool = new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("render-", 1).factory());
		pool.allowCoreThreadTimeOut(true);
		this.threads = pool;
		this.limit = limit;
	}

	/**
	 * Runs a rendering, and waits for its end.
	 * @param <T> the type of the result
	 * @param rendering the rendering, which ends soon when its thread is interrupted
	 * @return the result
	 * @throws RenderingException if it takes too long or throws
	 * @throws CancellationException if the waiting thread is interrupted
	 */
	public <T> T call(Supplier<T> rendering) throws RenderingException {
		TimedCall<T> call = new TimedCall<>(rendering);
		Future<T> result = this.threads.submit(call);
		try {
			return await(result, call);
		}
		catch (ExecutionException ex) {
			throw new RenderingException(
					"it fails with " + Objects.requireNonNull(ex.getCause()).getClass().getSimpleName(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Interrupted while a message was rendered");
		}
		finally {
			result.cancel(true);
		}
	}

	private <T> T await(Future<T> result, TimedCall<T> call)
			throws ExecutionException, InterruptedException, RenderingException {
		while (true) {
			try {
				return result.get(this.limit.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (TimeoutException ex) {
				if (call.cpuTime() >= this.limit.toNanos()) {
					throw new RenderingException(
							"it takes more than %d ms of CPU time".formatted(this.limit.toMillis()), ex);
				}
			}
		}
	}

	@Override
	public void close() {
		this.threads.shutdownNow();
	}

	/**
	 * A rendering that knows how much CPU time it took.
	 *
	 * @param <T> the type of the result
	 */
	private final class TimedCall<T> implements Callable<T> {

		private final Supplier<T> rendering;

		private volatile long thread;

		private volatile long startedAt;

		private TimedCall(Supplier<T> rendering) {
			this.rendering = rendering;
		}

		@Override
		public T call() {
			this.startedAt = RenderThreads.this.cpuTimes.getCurrentThreadCpuTime();
			this.thread = Thread.currentThread().threadId();
			return this.rendering.get();
		}

		/**
		 * Return the CPU time so far, in nanoseconds.
		 */
		long cpuTime() {
			long started = this.thread;
			return (started == 0) ? 0 : RenderThreads.this.cpuTimes.getThreadCpuTime(started) - this.startedAt;
		}

	}

	/**
	 * Thrown if a rendering has no result.
	 */
	public static final class RenderingException extends Exception {

		private final String reason;

		/**
		 * Creates the exception.
		 * @param reason the reason without any text of a message, which may hold a secret
		 * @param cause the cause, whose message may hold one
		 */
		RenderingException(String reason, Throwable cause) {
			super(reason, cause);
			this.reason = reason;
		}

		/**
		 * Return the reason, which may be logged.
		 * @return the rest of a sentence that begins with the rendering
		 */
		public String reason() {
			return this.reason;
		}

	}

}

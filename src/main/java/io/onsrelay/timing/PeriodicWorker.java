package io.onsrelay.timing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual thread that runs its work, then sleeps until the time that the work returns
 * or until it is woken. The thread is thin: all logic, and so all that needs a test, is
 * in the work.
 */
public final class PeriodicWorker {

	/**
	 * How long it waits when the work has thrown an exception.
	 */
	private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

	private final Logger logger = LoggerFactory.getLogger(PeriodicWorker.class);

	private final Wakeup wakeup = new Wakeup();

	private final String name;

	private final Supplier<Optional<Instant>> work;

	private final Clock clock;

	private volatile boolean running;

	private @Nullable Thread thread;

	/**
	 * The kind of the last failure, while the work fails.
	 */
	private @Nullable Class<?> failure;

	/**
	 * Creates a worker that is not started.
	 * @param name the name of the thread
	 * @param work does what is due, and returns when to run again; empty to sleep until
	 * the worker is woken
	 * @param clock the clock that the returned time refers to
	 */
	public PeriodicWorker(String name, Supplier<Optional<Instant>> work, Clock clock) {
		this.name = name;
		this.work = work;
		this.clock = clock;
	}

	/**
	 * Starts the thread. Does nothing if it runs already.
	 */
	public synchronized void start() {
		if (!this.running) {
			this.running = true;
			this.thread = Thread.ofVirtual().name(this.name).start(this::run);
		}
	}

	/**
	 * Return whether the worker was started, and not stopped since.
	 * @return {@code true} if so
	 */
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Wakes the thread, since something may be due. When the work is running, it runs
	 * once more.
	 */
	public void wake() {
		this.wakeup.wake();
	}

	/**
	 * Stops the thread after the run in progress.
	 * @param timeout how long that run may take before the thread is interrupted
	 */
	public synchronized void stop(Duration timeout) {
		Thread stopped = this.thread;
		this.running = false;
		this.thread = null;
		wake();
		try {
			if (stopped != null && !stopped.join(timeout)) {
				stopped.interrupt();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		try {
			while (this.running) {
				Optional<Instant> next = workOnce();
				if (!this.running) {
					return;
				}
				if (next.isPresent()) {
					this.wakeup.sleep(Duration.between(this.clock.instant(), next.get()));
				}
				else {
					this.wakeup.sleep();
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * The boundary of the thread: no exception ends it. A failure is logged once, and not
	 * again while the work fails for the same reason.
	 */
	private Optional<Instant> workOnce() {
		try {
			Optional<Instant> next = this.work.get();
			if (this.failure != null) {
				this.failure = null;
				this.logger.info("{} runs again", this.name);
			}
			return next;
		}
		catch (RuntimeException ex) {
			if (ex.getClass() != this.failure) {
				this.failure = ex.getClass();
				this.logger.error("{} failed and is tried again every {} s", this.name, RETRY_DELAY.toSeconds(), ex);
			}
			return Optional.of(this.clock.instant().plus(RETRY_DELAY));
		}
	}

}

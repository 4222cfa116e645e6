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
 * A thread that does what is due: it runs its work, then sleeps until the time the work
 * names, or until it is woken. While nothing is due, nothing runs. The thread is thin:
 * all there is to test is in the work.
 */
public final class PeriodicWorker {

	/**
	 * How long it waits after work that failed.
	 */
	private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

	private final Logger logger = LoggerFactory.getLogger(PeriodicWorker.class);

	private final Wakeup wakeup = new Wakeup();

	private final String name;

	private final Supplier<Optional<Instant>> work;

	private final Clock clock;

	private volatile boolean running;

	private @Nullable Thread thread;

	/**
	 * Describes the work.
	 * @param name the name of the thread
	 * @param work does what is due now, and returns when to run again; empty to wait
	 * until it is woken
	 * @param clock tells how long it is until then
	 */
	public PeriodicWorker(String name, Supplier<Optional<Instant>> work, Clock clock) {
		this.name = name;
		this.work = work;
		this.clock = clock;
	}

	/**
	 * Starts the thread, and with it the work.
	 */
	public synchronized void start() {
		if (!this.running) {
			this.running = true;
			this.thread = Thread.ofVirtual().name(this.name).start(this::run);
		}
	}

	/**
	 * Says that something may be due. Whoever says so while the work runs makes it run
	 * once more.
	 */
	public void wake() {
		this.wakeup.wake();
	}

	/**
	 * Lets the work come to its end, and begins it no more.
	 * @param patience how long it may take to end before its thread is interrupted
	 */
	public synchronized void stop(Duration patience) {
		Thread stopped = this.thread;
		this.running = false;
		this.thread = null;
		wake();
		try {
			if (stopped != null && !stopped.join(patience)) {
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
	 * The boundary of the thread: it never ends before it is stopped.
	 */
	private Optional<Instant> workOnce() {
		try {
			return this.work.get();
		}
		catch (RuntimeException ex) {
			this.logger.error("{} failed and goes on in {} s", this.name, AFTER_FAILURE.toSeconds(), ex);
			return Optional.of(this.clock.instant().plus(AFTER_FAILURE));
		}
	}

}

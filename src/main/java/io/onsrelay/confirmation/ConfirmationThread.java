package io.onsrelay.confirmation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The thread around the worker: it sleeps until something is due or somebody wakes it.
 */
final class ConfirmationThread implements SmartLifecycle {

	private final Logger logger = LoggerFactory.getLogger(ConfirmationThread.class);

	private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

	/** As long as a GET may take, so that a shutdown does not cut one off. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Supplier<Optional<Instant>> work;

	private final Clock clock;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private boolean woken;

	private boolean running;

	private @Nullable Thread thread;

	ConfirmationThread(Supplier<Optional<Instant>> work, Clock clock) {
		this.work = work;
		this.clock = clock;
	}

	@Override
	public void start() {
		this.lock.lock();
		try {
			if (!this.running) {
				this.running = true;
				this.thread = Thread.ofPlatform().name("confirmation").daemon().start(this::run);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void stop() {
		Thread stopped = signalStop();
		try {
			if (stopped != null && !stopped.join(PATIENCE)) {
				stopped.interrupt();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		this.lock.lock();
		try {
			return this.running;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Says that something new may be due.
	 */
	void wakeUp() {
		this.lock.lock();
		try {
			this.woken = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Thread signalStop() {
		this.lock.lock();
		try {
			this.running = false;
			this.changed.signalAll();
			return this.thread;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void run() {
		try {
			while (isRunning()) {
				await(workOnce());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private Optional<Instant> workOnce() {
		try {
			return this.work.get();
		}
		catch (RuntimeException ex) {
			this.logger.error("Subscriptions can't be confirmed now; again in {} s", AFTER_FAILURE.toSeconds(), ex);
			return Optional.of(this.clock.instant().plus(AFTER_FAILURE));
		}
	}

	// A spurious wake-up costs one look at the table
	@SuppressWarnings("WaitNotInLoop")
	private void await(Optional<Instant> due) throws InterruptedException {
		this.lock.lock();
		try {
			if (this.running && !this.woken) {
				if (due.isPresent()) {
					this.changed.awaitNanos(Duration.between(this.clock.instant(), due.get()).toNanos());
				}
				else {
					this.changed.await();
				}
			}
			this.woken = false;
		}
		finally {
			this.lock.unlock();
		}
	}

}

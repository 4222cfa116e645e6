package io.onsrelay.confirmation;

import java.time.Duration;

import org.springframework.context.SmartLifecycle;

import io.onsrelay.timing.PeriodicWorker;

/**
 * Keeps the worker going from the start of the service to its end.
 */
final class ConfirmationThread implements SmartLifecycle {

	/**
	 * As long as a GET may take, so that a shutdown does not cut one off.
	 */
	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	private final PeriodicWorker work;

	private volatile boolean running;

	ConfirmationThread(PeriodicWorker work) {
		this.work = work;
	}

	/**
	 * Says that something new may be due.
	 */
	void wakeUp() {
		this.work.wake();
	}

	@Override
	public void start() {
		this.running = true;
		this.work.start();
	}

	@Override
	public void stop() {
		this.running = false;
		this.work.stop(STOP_TIMEOUT);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}

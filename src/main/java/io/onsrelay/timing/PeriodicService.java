package io.onsrelay.timing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.springframework.context.SmartLifecycle;

/**
 * Does work on a {@link PeriodicWorker} from the start of the application to its end.
 */
public abstract class PeriodicService implements SmartLifecycle {

	private final PeriodicWorker worker;

	private final Duration stopTimeout;

	/**
	 * Creates a service that is not started.
	 * @param name the name of the thread
	 * @param stopTimeout how long a run in progress may take at the end before it is
	 * interrupted
	 * @param clock the clock that the times of {@link #run()} refer to
	 */
	// The work begins with the start, when the service is complete
	@SuppressWarnings("this-escape")
	protected PeriodicService(String name, Duration stopTimeout, Clock clock) {
		this.worker = new PeriodicWorker(name, this::run, clock);
		this.stopTimeout = stopTimeout;
	}

	/**
	 * Does what is due.
	 * @return when to run again; empty to sleep until the service is woken
	 */
	protected abstract Optional<Instant> run();

	/**
	 * Wakes the thread, since something may be due.
	 */
	protected final void wakeUp() {
		this.worker.wake();
	}

	@Override
	public void start() {
		this.worker.start();
	}

	@Override
	public void stop() {
		this.worker.stop(this.stopTimeout);
	}

	@Override
	public final boolean isRunning() {
		return this.worker.isRunning();
	}

}

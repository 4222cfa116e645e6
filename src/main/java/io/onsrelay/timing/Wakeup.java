package io.onsrelay.timing;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a thread sleep until it is woken or a time has passed. A wake-up while the thread
 * is awake is not lost: the next sleep returns at once.
 */
final class Wakeup {

	private final Semaphore signals = new Semaphore(0);

	void wake() {
		if (this.signals.availablePermits() == 0) {
			this.signals.release();
		}
	}

	void sleep() throws InterruptedException {
		this.signals.acquire();
		this.signals.drainPermits();
	}

	void sleep(Duration duration) throws InterruptedException {
		if (this.signals.tryAcquire(Math.max(0, duration.toMillis()), TimeUnit.MILLISECONDS)) {
			this.signals.drainPermits();
		}
	}

}

package io.onsrelay.delivery.engine;

import java.time.Duration;

import io.onsrelay.delivery.queue.DueTimeRepair;

/**
 * Takes up the outbox that the previous process left, after an unclean shutdown too.
 */
final class StartupRecovery {

	private final DueTimeRepair dueTimes;

	private final Duration longestWait;

	/**
	 * Creates the recovery.
	 * @param dueTimes repairs due times
	 * @param longestWait the longest wait before any attempt
	 */
	StartupRecovery(DueTimeRepair dueTimes, Duration longestWait) {
		this.dueTimes = dueTimes;
		this.longestWait = longestWait;
	}

	/**
	 * Repairs due times, unless other replicas may be running.
	 */
	void run() {
		if (this.dueTimes.isAllowed()) {
			this.dueTimes.recoverAfterCrash(this.longestWait);
		}
	}

}

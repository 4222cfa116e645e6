package io.onsrelay.cli.oracle;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a command wait.
 */
final class Pauses {

	private Pauses() {
	}

	static void sleep(Duration duration) {
		LockSupport.parkNanos(duration.toNanos());
	}

}

package io.onsrelay.cli.oracle;

import java.time.Duration;

/**
 * Lets a command wait.
 */
final class Pauses {

	private Pauses() {
	}

	static void sleep(Duration duration) {
		try {
			Thread.sleep(duration);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The command was interrupted: run it again to continue", ex);
		}
	}

}

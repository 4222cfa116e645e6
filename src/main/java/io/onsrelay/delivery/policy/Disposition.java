package io.onsrelay.delivery.policy;

import java.time.Duration;

import io.onsrelay.notifier.Outcome;

/**
 * What becomes of a delivery after an attempt.
 */
public sealed interface Disposition {

	/**
	 * It is done.
	 */
	record Delivered() implements Disposition {
	}

	/**
	 * It is tried again.
	 *
	 * @param delay how long from now
	 * @param wholeDestination whether the destination gets nothing else until then either
	 * @param reason why it did not work
	 * @param detail what the destination said
	 */
	record Retry(Duration delay, boolean wholeDestination, Outcome.Reason reason,
			String detail) implements Disposition {
	}

	/**
	 * It is a dead letter.
	 *
	 * @param reason why it never worked
	 * @param detail what the destination said
	 */
	record Dead(Outcome.Reason reason, String detail) implements Disposition {
	}

}

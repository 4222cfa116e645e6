package io.onsrelay.delivery.policy;

import java.time.Duration;

import io.onsrelay.notifier.Outcome;

/**
 * What follows an attempt.
 */
public sealed interface Disposition {

	/**
	 * The delivery is done.
	 */
	record Delivered() implements Disposition {
	}

	/**
	 * The delivery is done, without a call.
	 *
	 * @param reason why none was made
	 * @param detail what an operator is to know
	 */
	record Skipped(Outcome.Reason reason, String detail) implements Disposition {
	}

	/**
	 * The delivery is tried again.
	 *
	 * @param delay how long to wait from now
	 * @param wholeDestination whether the destination is paused until then
	 * @param reason why the attempt failed
	 * @param detail what the destination said
	 */
	record Retry(Duration delay, boolean wholeDestination, Outcome.Reason reason,
			String detail) implements Disposition {
	}

	/**
	 * The delivery is a dead letter.
	 *
	 * @param reason why the last attempt failed
	 * @param detail what the destination said
	 */
	record Dead(Outcome.Reason reason, String detail) implements Disposition {
	}

}

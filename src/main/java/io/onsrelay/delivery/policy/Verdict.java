package io.onsrelay.delivery.policy;

import java.time.Duration;

import io.onsrelay.notifier.Outcome;

/**
 * What becomes of a delivery after an attempt.
 */
public sealed interface Verdict {

	/**
	 * It is done.
	 */
	record Delivered() implements Verdict {
	}

	/**
	 * It is tried again.
	 *
	 * @param delay how long from now
	 * @param all whether the destination gets nothing else until then either
	 * @param reason why it did not work
	 * @param detail what the destination said
	 */
	record Again(Duration delay, boolean all, Outcome.Reason reason, String detail) implements Verdict {
	}

	/**
	 * It is a dead letter.
	 *
	 * @param reason why it never worked
	 * @param detail what the destination said
	 */
	record Dead(Outcome.Reason reason, String detail) implements Verdict {
	}

}

package io.onsrelay.delivery.policy;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.timing.Backoff;

/**
 * Decides what follows an attempt. A delivery is given up by age and not by a count of
 * attempts, since the length of an outage does not depend on how often it is probed.
 *
 * @param backoff how long to wait between attempts
 * @param giveUpAfter the age at which a delivery is given up
 * @param random the source of jitter
 */
public record RetryPolicy(Backoff backoff, Duration giveUpAfter, RandomGenerator random) {

	/**
	 * After how many attempts a delivery is given up whose answers say nothing: each may
	 * have shown the message to users.
	 */
	static final int MAX_UNRECOGNIZED = 3;

	/**
	 * Judges an attempt.
	 * @param outcome the outcome of the call for the delivery
	 * @param attempts how many attempts there were, including this one
	 * @param age for how long the delivery has been tried
	 * @param unrecognized counts the attempts before this one that ended with
	 * {@link Outcome.Reason#UNRECOGNIZED}; asked for an attempt that does
	 * @return what follows
	 */
	public Disposition judge(Outcome.OfOne outcome, int attempts, Duration age, IntSupplier unrecognized) {
		return switch (outcome) {
			case Outcome.Delivered _ -> new Disposition.Delivered();
			case Outcome.Skipped skipped -> new Disposition.Skipped(skipped.reason(), skipped.detail());
			case Outcome.Rejected rejected -> new Disposition.Dead(rejected.reason(), rejected.detail());
			case Outcome.Retry retry when isUnrecognizedAgain(retry, unrecognized) -> new Disposition.Dead(
					retry.reason(), "%s; given up after %d tries".formatted(retry.detail(), MAX_UNRECOGNIZED));
			case Outcome.Retry retry -> {
				Duration left = this.giveUpAfter.minus(age);
				yield left.isPositive() ? new Disposition.Retry(delay(retry, attempts, left), retry.wholeDestination(),
						retry.reason(), retry.detail()) : new Disposition.Dead(retry.reason(), retry.detail());
			}
		};
	}

	private static boolean isUnrecognizedAgain(Outcome.Retry retry, IntSupplier unrecognized) {
		return retry.reason() == Outcome.Reason.UNRECOGNIZED && unrecognized.getAsInt() + 1 >= MAX_UNRECOGNIZED;
	}

	/**
	 * Return how long to wait. A time that the destination names is taken as it is,
	 * without jitter. Whatever it is, the last attempt is made when the time is up.
	 */
	private Duration delay(Outcome.Retry retry, int attempts, Duration left) {
		Duration named = retry.retryAfter();
		Duration delay = (named != null) ? named : this.backoff.delay(attempts, null, this.random);
		return (delay.compareTo(left) < 0) ? delay : left;
	}

}

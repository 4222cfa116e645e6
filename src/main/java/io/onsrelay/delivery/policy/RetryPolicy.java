package io.onsrelay.delivery.policy;

import java.time.Duration;
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
	 * Judges an attempt.
	 * @param outcome the outcome of the call
	 * @param attempts how many attempts there were, including this one
	 * @param age for how long the delivery has been tried
	 * @return what follows
	 */
	public Disposition judge(Outcome outcome, int attempts, Duration age) {
		return switch (outcome) {
			case Outcome.Delivered _ -> new Disposition.Delivered();
			case Outcome.Rejected rejected -> new Disposition.Dead(rejected.reason(), rejected.detail());
			case Outcome.Retry retry -> {
				Duration delay = delay(retry, attempts);
				yield (age.plus(delay).compareTo(this.giveUpAfter) > 0)
						? new Disposition.Dead(retry.reason(), retry.detail())
						: new Disposition.Retry(delay, retry.wholeDestination(), retry.reason(), retry.detail());
			}
		};
	}

	/**
	 * Return how long to wait. A time that the destination names is taken as it is,
	 * without jitter.
	 */
	private Duration delay(Outcome.Retry retry, int attempts) {
		Duration named = retry.retryAfter();
		return (named != null) ? named : this.backoff.delay(attempts, null, this.random);
	}

}

package io.onsrelay.delivery.policy;

import java.time.Duration;
import java.util.random.RandomGenerator;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.timing.Backoff;

/**
 * Decides what becomes of a delivery after an attempt. It is given up by age, not by a
 * count of attempts: an outage is over when it is over.
 *
 * @param backoff how long to wait
 * @param giveUpAfter the age at which it is given up
 * @param chance where the jitter comes from
 */
public record RetryPolicy(Backoff backoff, Duration giveUpAfter, RandomGenerator random) {

	/**
	 * Judges an attempt.
	 * @param outcome what came of it
	 * @param attempts how many attempts there were, this one among them
	 * @param age how long it has been tried for
	 * @return what becomes of the delivery
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
	 * Return how long to wait. Who names a time is up, and means just that time.
	 */
	private Duration delay(Outcome.Retry retry, int attempts) {
		Duration named = retry.retryAfter();
		return (named != null) ? named : this.backoff.delay(attempts, null, this.random);
	}

}

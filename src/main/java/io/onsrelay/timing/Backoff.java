package io.onsrelay.timing;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * How long to wait before another attempt: exponential, capped, with full jitter, so that
 * destinations which failed together are not called together again
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). A
 * destination that says how long it wants to be left alone is left alone at least that
 * long.
 *
 * @param initial the longest wait after the first attempt
 * @param max the longest wait after any attempt, whatever the destination asks for aside
 */
public record Backoff(Duration initial, Duration max) {

	/**
	 * Checks the durations.
	 * @throws IllegalArgumentException if one is not positive, or the initial one is
	 * longer than the longest
	 */
	public Backoff {
		if (!initial.isPositive() || initial.compareTo(max) > 0) {
			throw new IllegalArgumentException("The initial wait is positive and no longer than the longest");
		}
	}

	/**
	 * Chooses a wait.
	 * @param attempts how many attempts have failed, at least one
	 * @param retryAfter what the destination asked for
	 * @param random where the jitter comes from
	 * @return the wait, at least a millisecond
	 */
	public Duration delay(int attempts, @Nullable Duration retryAfter, RandomGenerator random) {
		Duration jittered = Duration.ofMillis(1 + random.nextLong(ceiling(attempts).toMillis()));
		return (retryAfter != null && retryAfter.compareTo(jittered) > 0) ? retryAfter : jittered;
	}

	private Duration ceiling(int attempts) {
		Duration ceiling = this.initial;
		for (int i = 1; i < attempts && ceiling.compareTo(this.max) < 0; i++) {
			ceiling = ceiling.multipliedBy(2);
		}
		return (ceiling.compareTo(this.max) < 0) ? ceiling : this.max;
	}

}

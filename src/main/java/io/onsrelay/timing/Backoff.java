package io.onsrelay.timing;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * Exponential backoff, capped and with full jitter, so that destinations that failed
 * together are not called together again
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/). A
 * {@code Retry-After} of the destination is the lower bound of the wait.
 *
 * @param initial the longest wait after the first attempt
 * @param max the longest wait after any attempt; only a {@code Retry-After} may exceed it
 */
public record Backoff(Duration initial, Duration max) {

	/**
	 * Checks the durations.
	 * @throws IllegalArgumentException if a duration is not positive, or {@code initial}
	 * is longer than {@code max}
	 */
	public Backoff {
		if (!initial.isPositive() || initial.compareTo(max) > 0) {
			throw new IllegalArgumentException("The initial wait must be positive and not longer than the maximum");
		}
	}

	/**
	 * Chooses a wait.
	 * @param attempts how many attempts have failed, at least one
	 * @param retryAfter how long the destination asked to wait; {@code null} if it did
	 * not
	 * @param random the source of the jitter
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

package io.onsrelay.confirmation;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Waits between attempts: exponential with full jitter, from seconds up to an hour. See
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/.
 */
final class Backoff {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration FIRST = Duration.ofSeconds(4);

	private static final Duration LONGEST = Duration.ofHours(1);

	/** From here on the longest wait is reached; it keeps the shift below in range. */
	private static final int LAST_DOUBLING = 10;

	private final RandomGenerator random;

	Backoff(RandomGenerator random) {
		this.random = random;
	}

	/**
	 * Return how long to wait.
	 * @param attempts how many attempts were made before the one that just failed
	 * @param retryAfter how long the other side wants to be left alone
	 * @return between one second and one hour, and within that as long as the other side
	 * wants
	 */
	Duration next(int attempts, Optional<Duration> retryAfter) {
		Duration ceiling = min(FIRST.multipliedBy(1L << Math.min(attempts, LAST_DOUBLING)), LONGEST);
		Duration jittered = Duration.ofMillis(this.random.nextLong(ceiling.toMillis() + 1));
		return min(max(max(jittered, SHORTEST), retryAfter.orElse(SHORTEST)), LONGEST);
	}

	private static Duration min(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

	private static Duration max(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

}

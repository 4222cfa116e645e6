package io.onsrelay.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * How often to look for what others may have changed. Whoever is alone with its work
 * knows when something is due; where others share it, what they accepted, left behind or
 * have under way is found only by looking. Everybody looks at a time of its own, so that
 * they do not all come at once.
 */
public final class PollInterval {

	/**
	 * How long to leave alone what is due and yet not to be had, in milliseconds:
	 * somebody else has it between two statements.
	 */
	private static final long CONTENTION_BACKOFF_MILLIS = 20;

	private final @Nullable Duration interval;

	private final RandomGenerator random;

	private PollInterval(@Nullable Duration interval, RandomGenerator random) {
		this.interval = interval;
		this.random = random;
	}

	/**
	 * Looks for nothing: nobody else is there.
	 * @return polling that changes no time
	 */
	public static PollInterval none() {
		return new PollInterval(null, RandomGenerator.getDefault());
	}

	/**
	 * Looks at least every so often.
	 * @param interval the longest time between two looks
	 * @param random where the jitter comes from
	 * @return the polling
	 */
	public static PollInterval every(Duration interval, RandomGenerator random) {
		return new PollInterval(interval, random);
	}

	/**
	 * Says when to look again.
	 * @param due when something is due, as far as is known; empty where nothing is
	 * @param now the current time
	 * @return the same, or earlier; a little later than now where what is due could not
	 * be had
	 */
	public Optional<Instant> next(Optional<Instant> due, Instant now) {
		if (this.interval == null) {
			return due;
		}
		if (due.isPresent() && !due.get().isAfter(now)) {
			return Optional.of(now.plusMillis(jittered(CONTENTION_BACKOFF_MILLIS)));
		}
		Instant look = now.plusMillis(jittered(this.interval.toMillis()));
		return Optional.of(due.filter((time) -> time.isBefore(look)).orElse(look));
	}

	private long jittered(long millis) {
		return millis / 2 + this.random.nextLong(1 + millis / 2);
	}

}

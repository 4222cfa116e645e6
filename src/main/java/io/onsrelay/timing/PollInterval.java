package io.onsrelay.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

/**
 * How often a worker polls for work. Where the database is not shared, a worker knows
 * when its next work is due. Where replicas share it, the work that another replica has
 * added or released, and the leases that have ended, are found only by polling. The
 * interval is jittered, so that replicas do not poll at the same time.
 */
public final class PollInterval {

	/**
	 * The longest wait when something is due and yet can't be claimed, because another
	 * replica holds its lock.
	 */
	private static final long CONTENTION_BACKOFF_MILLIS = 20;

	private final @Nullable Duration interval;

	private final RandomGenerator random;

	private PollInterval(@Nullable Duration interval, RandomGenerator random) {
		this.interval = interval;
		this.random = random;
	}

	/**
	 * Does not poll, since the database is not shared.
	 * @return an interval that changes no due time
	 */
	public static PollInterval none() {
		return new PollInterval(null, RandomGenerator.getDefault());
	}

	/**
	 * Polls periodically.
	 * @param interval the longest time between two polls
	 * @param random the source of the jitter
	 * @return the interval
	 */
	public static PollInterval every(Duration interval, RandomGenerator random) {
		return new PollInterval(interval, random);
	}

	/**
	 * Return when to run again.
	 * @param due when the next known work is due; empty where there is none
	 * @param now the current time
	 * @return the due time or the next poll, whichever is earlier; up to 20 ms after now
	 * where something is due already and could not be claimed
	 */
	public Optional<Instant> next(Optional<Instant> due, Instant now) {
		if (this.interval == null) {
			return due;
		}
		if (due.isPresent() && !due.get().isAfter(now)) {
			return Optional.of(now.plusMillis(jittered(CONTENTION_BACKOFF_MILLIS)));
		}
		Instant poll = now.plusMillis(jittered(this.interval.toMillis()));
		return Optional.of(due.filter((time) -> time.isBefore(poll)).orElse(poll));
	}

	private long jittered(long millis) {
		return millis / 2 + this.random.nextLong(1 + millis / 2);
	}

}

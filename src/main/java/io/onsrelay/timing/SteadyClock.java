package io.onsrelay.timing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A clock that goes on evenly when somebody sets the one behind it, until it is told to
 * follow. What was noted to be due in a minute would be due at once otherwise, or in an
 * hour.
 */
public final class SteadyClock extends Clock {

	/**
	 * What is corrected little by little, as NTP does, stays below this and is followed
	 * at once.
	 */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	private final Clock clock;

	private final LongSupplier nanoseconds;

	private Instant lastTime;

	private long lastNanoseconds;

	/**
	 * Begins at the present time.
	 * @param clock the clock behind it
	 * @param nanoseconds a count that nobody can set, {@link System#nanoTime()}
	 */
	public SteadyClock(Clock clock, LongSupplier nanoseconds) {
		this.clock = clock;
		this.nanoseconds = nanoseconds;
		this.lastTime = clock.instant();
		this.lastNanoseconds = nanoseconds.getAsLong();
	}

	@Override
	public synchronized Instant instant() {
		Instant time = this.clock.instant();
		Instant steady = steady();
		if (Duration.between(steady, time).abs().compareTo(TOLERANCE) > 0) {
			return steady;
		}
		follow(time);
		return time;
	}

	/**
	 * Says by how much the clock behind was set.
	 * @return how far forward, negative for backward; empty where it simply goes on
	 */
	public synchronized Optional<Duration> jump() {
		Duration jump = Duration.between(steady(), this.clock.instant());
		return (jump.abs().compareTo(TOLERANCE) > 0) ? Optional.of(jump) : Optional.empty();
	}

	/**
	 * Goes on from the time that the clock behind shows.
	 */
	public synchronized void follow() {
		follow(this.clock.instant());
	}

	private void follow(Instant time) {
		this.lastTime = time;
		this.lastNanoseconds = this.nanoseconds.getAsLong();
	}

	private Instant steady() {
		return this.lastTime.plusNanos(this.nanoseconds.getAsLong() - this.lastNanoseconds);
	}

	@Override
	public ZoneId getZone() {
		return this.clock.getZone();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return new SteadyClock(this.clock.withZone(zone), this.nanoseconds);
	}

}

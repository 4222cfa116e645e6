package io.onsrelay.timing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A clock that goes on evenly when the underlying clock is set, until it is told to
 * {@link #follow()}. Otherwise work that is due in a minute would become due at once, or
 * in an hour. Due times are therefore stored by this clock, and it follows in the unit of
 * work that shifts them.
 */
public final class SteadyClock extends Clock {

	/**
	 * Smaller deviations are followed at once, such as the gradual corrections of NTP.
	 */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	private final Clock clock;

	private final LongSupplier nanoseconds;

	private Instant lastTime;

	private long lastNanoseconds;

	/**
	 * Creates a clock that shows the time of the underlying clock.
	 * @param clock the underlying clock
	 * @param nanoseconds a monotonic clock, {@link System#nanoTime()}
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
	 * Return by how much the underlying clock was set.
	 * @return the step, negative if it was set back; empty if it was not set
	 */
	public synchronized Optional<Duration> jump() {
		Duration jump = Duration.between(steady(), this.clock.instant());
		return (jump.abs().compareTo(TOLERANCE) > 0) ? Optional.of(jump) : Optional.empty();
	}

	/**
	 * Continues from the time of the underlying clock.
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

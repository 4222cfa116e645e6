package io.onsrelay.timing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A clock that runs evenly when the clock behind it is set. It shows the time of that
 * clock less an offset, which is the sum of all steps since its scale began. Due times
 * that are written with it keep their meaning, whatever the clock behind is set to.
 * <p>
 * The offset belongs to the times that were written with it: it is kept where they are
 * kept, and set before any of them is compared.
 */
public final class SteadyClock extends Clock {

	/**
	 * Differences below this are no step: NTP slews them, and this clock follows at once.
	 */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	private final Clock clock;

	private final LongSupplier nanoseconds;

	private Duration offset = Duration.ZERO;

	private Instant lastTime;

	private long lastNanoseconds;

	/**
	 * Creates a clock without an offset.
	 * @param clock the clock behind it
	 * @param nanoseconds a count that can't be set, {@link System#nanoTime()}
	 */
	public SteadyClock(Clock clock, LongSupplier nanoseconds) {
		this.clock = clock;
		this.nanoseconds = nanoseconds;
		this.lastTime = clock.instant();
		this.lastNanoseconds = nanoseconds.getAsLong();
	}

	@Override
	public synchronized Instant instant() {
		Instant time = shown();
		Instant even = even();
		if (Duration.between(even, time).abs().compareTo(TOLERANCE) > 0) {
			return even;
		}
		note(time);
		return time;
	}

	/**
	 * Return the time that the clock behind shows, for what is read by users.
	 * @return the time as it is set
	 */
	public Instant wallTime() {
		return this.clock.instant();
	}

	/**
	 * Return by how much the clock behind was set since the offset was.
	 * @return the step, negative for backward; empty if the clock was not set
	 */
	public synchronized Optional<Duration> step() {
		Duration step = Duration.between(even(), shown());
		return (step.abs().compareTo(TOLERANCE) > 0) ? Optional.of(step) : Optional.empty();
	}

	/**
	 * Sets the offset. From now on this clock shows the time of the clock behind it less
	 * this offset.
	 * @param offset the sum of all steps, negative if they led backward
	 */
	public synchronized void setOffset(Duration offset) {
		this.offset = offset;
		note(shown());
	}

	private void note(Instant time) {
		this.lastTime = time;
		this.lastNanoseconds = this.nanoseconds.getAsLong();
	}

	private Instant shown() {
		return this.clock.instant().minus(this.offset);
	}

	private Instant even() {
		return this.lastTime.plusNanos(this.nanoseconds.getAsLong() - this.lastNanoseconds);
	}

	@Override
	public ZoneId getZone() {
		return this.clock.getZone();
	}

	@Override
	public Clock withZone(ZoneId zone) {
		SteadyClock copy = new SteadyClock(this.clock.withZone(zone), this.nanoseconds);
		copy.setOffset(this.offset);
		return copy;
	}

}

package io.onsrelay.timing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Notices that the clock was set. Times that were noted before mean something else from
 * then on: what was due in a minute would be due at once, or in an hour.
 */
public final class ClockWatch {

	/**
	 * What is corrected little by little, as NTP does, stays below this.
	 */
	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	private final Clock clock;

	private final LongSupplier nanoseconds;

	private Instant lastTime;

	private long lastNanoseconds;

	/**
	 * Begins to watch.
	 * @param clock the clock to watch
	 * @param nanoseconds a count that nobody can set, {@link System#nanoTime()}
	 */
	public ClockWatch(Clock clock, LongSupplier nanoseconds) {
		this.clock = clock;
		this.nanoseconds = nanoseconds;
		this.lastTime = clock.instant();
		this.lastNanoseconds = nanoseconds.getAsLong();
	}

	/**
	 * Says by how much the clock was set since this was last asked.
	 * @return how far forward, negative for backward; empty where it simply went on
	 */
	public synchronized Optional<Duration> jump() {
		Instant time = this.clock.instant();
		long count = this.nanoseconds.getAsLong();
		Duration jump = Duration.between(this.lastTime, time).minus(Duration.ofNanos(count - this.lastNanoseconds));
		this.lastTime = time;
		this.lastNanoseconds = count;
		return (jump.abs().compareTo(TOLERANCE) > 0) ? Optional.of(jump) : Optional.empty();
	}

}

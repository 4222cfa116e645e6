package io.onsrelay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is moved.
 */
public final class TestClock extends Clock {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private volatile Instant now;

	private volatile long nanoseconds;

	private volatile Duration jumped = Duration.ZERO;

	public TestClock(Instant now) {
		this.now = now;
		moveTo(now);
	}

	/**
	 * A clock that stands at some time in 2026.
	 */
	public static TestClock standing() {
		return new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
	}

	/**
	 * Lets time go by.
	 */
	public void move(Duration duration) {
		moveTo(this.now.plus(duration));
	}

	/**
	 * Lets time go by until then.
	 */
	public void moveTo(Instant time) {
		this.nanoseconds = Duration.between(START, time).toNanos() - this.jumped.toNanos();
		this.now = time;
	}

	/**
	 * Sets the clock, as somebody does by hand: no time goes by.
	 */
	public void set(Duration by) {
		this.jumped = this.jumped.plus(by);
		this.now = this.now.plus(by);
	}

	/**
	 * Return a count of nanoseconds that goes on whatever the clock is set to.
	 */
	public long nanoTime() {
		return this.nanoseconds;
	}

	@Override
	public Instant instant() {
		return this.now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		return this;
	}

}

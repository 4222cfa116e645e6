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

	private volatile Instant now;

	public TestClock(Instant now) {
		this.now = now;
	}

	/**
	 * A clock that stands at some time in 2026.
	 */
	public static TestClock standing() {
		return new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
	}

	/**
	 * Moves the clock, forwards or backwards.
	 */
	public void move(Duration duration) {
		this.now = this.now.plus(duration);
	}

	/**
	 * Moves the clock to a time.
	 */
	public void moveTo(Instant time) {
		this.now = time;
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

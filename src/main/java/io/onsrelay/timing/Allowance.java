package io.onsrelay.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Work that is done a bounded number of times in each minute, however often it is asked
 * for.
 */
public final class Allowance {

	private static final Duration WINDOW = Duration.ofMinutes(1);

	private final int perMinute;

	private final InstantSource clock;

	private Instant begin = Instant.MIN;

	private int used;

	/**
	 * Creates an allowance, of which nothing is used.
	 * @param perMinute how often the work may be done within a minute
	 * @param clock measures the minutes
	 */
	public Allowance(int perMinute, InstantSource clock) {
		this.perMinute = perMinute;
		this.clock = clock;
	}

	/**
	 * Uses the allowance once.
	 * @return {@code false} if this minute's is used up
	 */
	public synchronized boolean tryUse() {
		Instant now = this.clock.instant();
		// A clock that was set back begins a new minute too
		if (now.isBefore(this.begin) || !now.minus(WINDOW).isBefore(this.begin)) {
			this.begin = now;
			this.used = 0;
		}
		if (this.used == this.perMinute) {
			return false;
		}
		this.used++;
		return true;
	}

}

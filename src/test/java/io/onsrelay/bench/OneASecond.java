package io.onsrelay.bench;

import io.onsrelay.bench.HttpMessages.HttpMessage;

/**
 * Takes one message a second, and tells those who come sooner to come back in a second.
 */
final class OneASecond {

	private static final long SECOND = 1_000_000_000;

	/**
	 * Who waits a second by another clock is a little early by this one.
	 */
	private static final long TOLERANCE = 50_000_000;

	private long taken = Long.MIN_VALUE;

	private long refused = Long.MIN_VALUE;

	private long early;

	synchronized String answer(HttpMessage request) {
		long now = request.began();
		if (this.refused != Long.MIN_VALUE && now - this.refused < SECOND - TOLERANCE) {
			this.early++;
		}
		if (this.taken != Long.MIN_VALUE && now - this.taken < SECOND - TOLERANCE) {
			this.refused = now;
			return StubDestination.answer("429 Too Many Requests", "Retry-After: 1\r\n", "slow down");
		}
		this.taken = now;
		return StubDestination.accept(request);
	}

	/**
	 * Return how many requests came before the time they were told.
	 */
	synchronized long early() {
		return this.early;
	}

}

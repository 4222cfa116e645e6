package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.jspecify.annotations.Nullable;

/**
 * What a lane has claimed and not begun yet. To claim one by one would cost a fast
 * destination a commit for each call; to claim too much would keep it from others, and
 * from a lease that still has time. So it is about what is called in half a second.
 */
final class Prefetch {

	private static final long AHEAD = 500;

	private static final int LIMIT = 250;

	/**
	 * How much the last call counts among those before.
	 */
	private static final double WEIGHT = 0.2;

	private final Deque<Waiting> waiting = new ConcurrentLinkedDeque<>();

	/**
	 * The usual length of a call, in milliseconds.
	 */
	private double usual = AHEAD;

	/**
	 * Takes the length of a call into account.
	 */
	synchronized void called(Duration duration) {
		double millis = Math.clamp(duration.toMillis(), 1, AHEAD);
		this.usual += WEIGHT * (millis - this.usual);
	}

	/**
	 * Return how many deliveries to claim at a time.
	 * @param concurrency how many calls are made at a time
	 */
	synchronized int size(int concurrency) {
		return (int) Math.min(LIMIT, concurrency * AHEAD / this.usual);
	}

	void add(Collection<List<Claim>> batches, Instant now) {
		batches.forEach((batch) -> this.waiting.addLast(new Waiting(batch, now)));
	}

	boolean isEmpty() {
		return this.waiting.isEmpty();
	}

	/**
	 * Takes what is to be begun next.
	 * @return a batch; nothing if there is none
	 */
	@Nullable List<Claim> poll() {
		Waiting next = this.waiting.pollFirst();
		return (next != null) ? next.batch() : null;
	}

	/**
	 * Takes what has waited since before a time.
	 */
	List<Claim> takeOlderThan(Instant time) {
		List<Claim> taken = new ArrayList<>();
		this.waiting.removeIf((candidate) -> candidate.since().isBefore(time) && taken.addAll(candidate.batch()));
		return taken;
	}

	private record Waiting(List<Claim> batch, Instant since) {
	}

}

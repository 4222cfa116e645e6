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
final class ClaimBuffer {

	private static final long AHEAD_MILLIS = 500;

	private static final int LIMIT = 250;

	/**
	 * How much the last call counts among those before.
	 */
	private static final double WEIGHT = 0.2;

	private final Deque<List<Claim>> waiting = new ConcurrentLinkedDeque<>();

	/**
	 * The usual length of a call, in milliseconds.
	 */
	private double usualMillis = AHEAD_MILLIS;

	/**
	 * Takes the length of a call into account.
	 */
	synchronized void called(Duration duration) {
		double millis = Math.clamp(duration.toMillis(), 1, AHEAD_MILLIS);
		this.usualMillis += WEIGHT * (millis - this.usualMillis);
	}

	/**
	 * Return how many deliveries to claim at a time.
	 * @param concurrency how many calls are made at a time
	 */
	synchronized int size(int concurrency) {
		return (int) Math.min(LIMIT, concurrency * AHEAD_MILLIS / this.usualMillis);
	}

	void add(Collection<List<Claim>> batches) {
		this.waiting.addAll(batches);
	}

	boolean isEmpty() {
		return this.waiting.isEmpty();
	}

	/**
	 * Takes what is to be begun next.
	 * @return a batch; nothing if there is none
	 */
	@Nullable List<Claim> poll() {
		return this.waiting.pollFirst();
	}

	/**
	 * Takes what must not be begun any more.
	 * @param end claims whose lease ends before this time
	 */
	List<Claim> takeEndingBefore(Instant end) {
		List<Claim> taken = new ArrayList<>();
		this.waiting.removeIf((batch) -> batch.getFirst().leaseEnd().isBefore(end) && taken.addAll(batch));
		return taken;
	}

}

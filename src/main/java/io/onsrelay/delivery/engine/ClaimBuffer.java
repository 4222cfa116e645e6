package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.queue.Claim;

/**
 * The claims of a lane whose calls have not begun. To claim one by one would cost a fast
 * destination a commit for each call; to claim many would keep them from other replicas
 * for long. So a lane claims about as many as it calls in half a second, and releases
 * those that it must not begin: when half of the lease is over, the clock was set, or the
 * destination paused.
 */
final class ClaimBuffer {

	private static final long AHEAD_MILLIS = 500;

	private static final int MAX_CLAIMS = 250;

	/**
	 * How many calls are prepared together: enough to share one query, and few enough to
	 * be made soon after.
	 */
	private static final int PREPARED = 16;

	/**
	 * The weight of the last call in the moving average.
	 */
	private static final double WEIGHT = 0.2;

	private final Deque<List<Claim>> waiting = new ConcurrentLinkedDeque<>();

	/**
	 * How many of the first batches are prepared. Where some of them were released, later
	 * ones begin unprepared, which only takes longer.
	 */
	private int prepared;

	/**
	 * The moving average of the length of a call.
	 */
	private double averageMillis = AHEAD_MILLIS;

	/**
	 * Counts the length of a call.
	 */
	synchronized void called(Duration duration) {
		double millis = Math.clamp(duration.toMillis(), 1, AHEAD_MILLIS);
		this.averageMillis += WEIGHT * (millis - this.averageMillis);
	}

	/**
	 * Return how many deliveries to claim at a time.
	 * @param concurrency how many calls are made at the same time
	 */
	synchronized int size(int concurrency) {
		return (int) Math.min(MAX_CLAIMS, concurrency * AHEAD_MILLIS / this.averageMillis);
	}

	void add(Collection<List<Claim>> batches) {
		this.waiting.addAll(batches);
	}

	boolean isEmpty() {
		return this.waiting.isEmpty();
	}

	/**
	 * Takes the batch that begins next.
	 * @param prepare prepares it together with some that begin after it
	 * @return a batch; {@code null} if there is none
	 */
	@Nullable List<Claim> poll(Consumer<List<List<Claim>>> prepare) {
		if (this.prepared <= 0) {
			List<List<Claim>> next = this.waiting.stream().limit(PREPARED).toList();
			prepare.accept(next);
			this.prepared = next.size();
		}
		this.prepared--;
		return this.waiting.pollFirst();
	}

	/**
	 * Takes the claims that must not begin any more.
	 * @param end takes claims whose lease ends before this time
	 * @return the claims
	 */
	List<Claim> takeEndingBefore(Instant end) {
		List<Claim> taken = new ArrayList<>();
		this.waiting.removeIf((batch) -> batch.getFirst().leaseEnd().isBefore(end) && taken.addAll(batch));
		return taken;
	}

}

package io.onsrelay.delivery.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.onsrelay.delivery.queue.Claim;

/**
 * The calls of a lane that are in flight: from their begin until their result is on disk.
 */
final class InFlightCalls {

	private final AtomicInteger count = new AtomicInteger();

	private final Set<Claim> claims = ConcurrentHashMap.newKeySet();

	private final ConcurrencyLimit limit;

	/**
	 * Creates the calls of a lane.
	 * @param max how many calls may be in flight at the same time
	 */
	InFlightCalls(int max) {
		this.limit = new ConcurrencyLimit(max);
	}

	/**
	 * Return how many calls may begin now.
	 * @return a number; zero or less if none may
	 */
	int free() {
		return this.limit.size() - this.count.get();
	}

	/**
	 * Return how many calls are in flight.
	 */
	int inFlight() {
		return this.count.get();
	}

	/**
	 * Begins a call.
	 * @param batch what the call carries
	 * @param executor runs the call
	 * @param call makes the call and records its result
	 * @param ended run after the call, when it is no longer in flight
	 */
	void begin(List<Claim> batch, Executor executor, Call call, Runnable ended) {
		this.count.incrementAndGet();
		this.claims.addAll(batch);
		int generation = this.limit.generation();
		executor.execute(() -> {
			try {
				call.make(batch, generation);
			}
			finally {
				batch.forEach(this.claims::remove);
				this.count.decrementAndGet();
				ended.run();
			}
		});
	}

	/**
	 * Return what the calls carry.
	 * @return the claims of all calls in flight
	 */
	List<Claim> claims() {
		return List.copyOf(this.claims);
	}

	/**
	 * Allows one call at a time: the destination asked for fewer.
	 */
	void backOff() {
		this.limit.backOff();
	}

	/**
	 * Counts a call that succeeded.
	 * @param generation the generation that the call was made with
	 */
	void succeeded(int generation) {
		this.limit.succeeded(generation);
	}

	/**
	 * Makes a call.
	 */
	@FunctionalInterface
	interface Call {

		/**
		 * Makes the call and records its result.
		 * @param batch what it carries
		 * @param generation the generation in which it begins
		 */
		void make(List<Claim> batch, int generation);

	}

}

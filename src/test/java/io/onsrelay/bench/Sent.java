package io.onsrelay.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What was sent: when each message was to be sent and when it was acknowledged, by
 * {@link System#nanoTime()}. Each element is written by one thread, and read after all of
 * them are done.
 */
final class Sent {

	private final long first;

	private final long[] due;

	private final long[] acknowledged;

	private final AtomicInteger refused = new AtomicInteger();

	Sent(long first, int planned) {
		this.first = first;
		this.due = new long[planned];
		this.acknowledged = new long[planned];
	}

	int planned() {
		return this.due.length;
	}

	long number(int index) {
		return this.first + index;
	}

	void due(int index, long time) {
		this.due[index] = time;
	}

	void answered(int index, int status) {
		if (status >= 200 && status < 300) {
			this.acknowledged[index] = System.nanoTime();
		}
		else {
			this.refused.incrementAndGet();
		}
	}

	/**
	 * Return how many were not acknowledged.
	 */
	int refused() {
		return this.refused.get();
	}

	/**
	 * Return how many were acknowledged.
	 */
	int count() {
		return planned() - refused();
	}

	/**
	 * Return how many a second were acknowledged.
	 */
	double perSecond() {
		long last = Arrays.stream(this.acknowledged).max().orElseThrow();
		return count() / ((last - this.due[0]) / 1e9);
	}

	/**
	 * Return how long acknowledgements took.
	 */
	Samples latencies() {
		return new Samples(accepted().mapToLong((i) -> this.acknowledged[i] - this.due[i]));
	}

	/**
	 * Return how long after its acknowledgement each message arrived; 0 where it was
	 * there before.
	 * @param arrivals arrival times by number
	 */
	Samples lags(Map<Long, Long> arrivals) {
		return new Samples(since(this.acknowledged, arrivals));
	}

	/**
	 * Return how long after it was to be sent each message arrived.
	 * @param arrivals arrival times by number
	 */
	Samples journeys(Map<Long, Long> arrivals) {
		return new Samples(since(this.due, arrivals));
	}

	/**
	 * Return how many of those that were acknowledged arrived.
	 * @param arrivals arrival times by number
	 */
	long arrived(Map<Long, Long> arrivals) {
		return accepted().filter((i) -> arrivals.containsKey(number(i))).count();
	}

	private LongStream since(long[] starts, Map<Long, Long> arrivals) {
		return accepted().filter((i) -> arrivals.containsKey(number(i)))
			.mapToLong((i) -> Math.max(0, arrivals.getOrDefault(number(i), 0L) - starts[i]));
	}

	private IntStream accepted() {
		return IntStream.range(0, planned()).filter((i) -> this.acknowledged[i] != 0);
	}

}

package io.onsrelay.bench;

import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Durations that were measured, all of them: no histogram rounds the worst one away.
 */
final class Samples {

	private final long[] nanos;

	/**
	 * Takes durations.
	 * @param nanos the durations in nanoseconds
	 * @throws IllegalStateException if there are none
	 */
	Samples(LongStream nanos) {
		this.nanos = nanos.sorted().toArray();
		if (this.nanos.length == 0) {
			throw new IllegalStateException("Nothing was measured");
		}
	}

	int count() {
		return this.nanos.length;
	}

	/**
	 * Return the duration within which a part of them stayed.
	 * @param part such as 0.99
	 * @return milliseconds
	 */
	double percentile(double part) {
		return this.nanos[Math.max(0, (int) Math.ceil(part * this.nanos.length) - 1)] / 1e6;
	}

	double max() {
		return percentile(1);
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms, worst %.0f ms", percentile(0.5), percentile(0.99),
				max());
	}

}

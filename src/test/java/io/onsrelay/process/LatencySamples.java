package io.onsrelay.process;

import java.util.List;

/**
 * How long messages took from their receipt to their delivery.
 *
 * @param millis one duration for each message, in milliseconds
 */
record LatencySamples(List<Long> millis) {

	LatencySamples {
		millis = millis.stream().sorted().toList();
	}

	/**
	 * Return the time in which a part of the messages were delivered.
	 * @param part such as 0.95
	 * @return the time in milliseconds
	 */
	long percentile(double part) {
		return this.millis.get((int) Math.ceil(part * this.millis.size()) - 1);
	}

	@Override
	public String toString() {
		return "p50 %d ms, p95 %d ms, max %d ms".formatted(percentile(0.5), percentile(0.95), this.millis.getLast());
	}

}

package io.onsrelay.delivery.engine;

/**
 * How many calls a lane makes at the same time. It begins at the configured maximum,
 * falls to one when the destination backs the lane off, and grows by one whenever the
 * destination has taken two calls for each that it takes at the same time. A destination
 * that takes one message a second is so called one call at a time.
 */
final class ConcurrencyLimit {

	private final int max;

	private int size;

	/**
	 * How many calls succeeded since the limit changed.
	 */
	private int succeeded;

	/**
	 * How often the destination backed the lane off.
	 */
	private int generation;

	ConcurrencyLimit(int max) {
		this.max = max;
		this.size = max;
	}

	synchronized int size() {
		return this.size;
	}

	/**
	 * Return the generation of calls, to be kept with a call that begins. Each back-off
	 * begins a new generation.
	 */
	synchronized int generation() {
		return this.generation;
	}

	/**
	 * Falls to one: the destination asked for fewer calls.
	 */
	synchronized void backOff() {
		this.generation++;
		this.size = 1;
		this.succeeded = 0;
	}

	/**
	 * Counts a call that succeeded. A call of an earlier generation does not count: it
	 * says nothing about what the destination takes now.
	 * @param generation the generation in which the call began
	 */
	synchronized void succeeded(int generation) {
		if (generation == this.generation && this.size < this.max && ++this.succeeded >= 2 * this.size) {
			this.size++;
			this.succeeded = 0;
		}
	}

}

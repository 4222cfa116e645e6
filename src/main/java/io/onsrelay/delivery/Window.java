package io.onsrelay.delivery;

/**
 * How many calls at a time a destination takes, as far as is known: one after it asked to
 * be left alone, and from then on one more whenever it took two for each of them. One
 * that takes a message a second is so asked for one at a time, once it has said so.
 */
final class Window {

	private final int largest;

	private int size;

	/**
	 * How many calls were taken since the destination asked to be left alone, or the
	 * window grew.
	 */
	private int taken;

	/**
	 * How often the destination asked to be left alone.
	 */
	private int halts;

	/**
	 * Begins with as many calls as are allowed.
	 * @param largest how many that is
	 */
	Window(int largest) {
		this.largest = largest;
		this.size = largest;
	}

	synchronized int size() {
		return this.size;
	}

	/**
	 * Return how often the destination asked to be left alone, to be kept with a call
	 * that begins.
	 */
	synchronized int halts() {
		return this.halts;
	}

	/**
	 * The destination asked to be left alone.
	 */
	synchronized void halted() {
		this.halts++;
		this.size = 1;
		this.taken = 0;
	}

	/**
	 * A call was taken. One that began before the destination asked to be left alone says
	 * nothing about what it takes now.
	 * @param halts what {@link #halts} said when the call began
	 */
	synchronized void taken(int halts) {
		if (halts == this.halts && this.size < this.largest && ++this.taken >= 2 * this.size) {
			this.size++;
			this.taken = 0;
		}
	}

}

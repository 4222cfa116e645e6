package io.onsrelay.delivery;

/**
 * How many calls at a time a destination takes, as far as is known: one after it asked to
 * be left alone, and from then on one more whenever it took two for each of them. One
 * that takes a message a second is so asked for one at a time, once it has said so.
 */
final class ConcurrencyLimit {

	private final int largest;

	private int size;

	/**
	 * How many calls were taken since the destination asked to be left alone, or the
	 * window grew.
	 */
	private int succeeded;

	/**
	 * How often the destination asked to be left alone.
	 */
	private int backoffs;

	/**
	 * Begins with as many calls as are allowed.
	 * @param largest how many that is
	 */
	ConcurrencyLimit(int largest) {
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
	synchronized int backoffs() {
		return this.backoffs;
	}

	/**
	 * The destination asked to be left alone.
	 */
	synchronized void backOff() {
		this.backoffs++;
		this.size = 1;
		this.succeeded = 0;
	}

	/**
	 * A call was taken. One that began before the destination asked to be left alone says
	 * nothing about what it takes now.
	 * @param backoffs what {@link #backoffs} said when the call began
	 */
	synchronized void succeeded(int backoffs) {
		if (backoffs == this.backoffs && this.size < this.largest && ++this.succeeded >= 2 * this.size) {
			this.size++;
			this.succeeded = 0;
		}
	}

}

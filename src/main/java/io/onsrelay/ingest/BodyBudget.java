package io.onsrelay.ingest;

/**
 * Bounds the bytes of bodies that are in the heap at a time: those of requests that are
 * being read, parsed and stored. One body alone is always admitted, even if it is larger
 * than the limit. Thread-safe.
 */
final class BodyBudget {

	/**
	 * How many times its size a body takes of the heap on its way, as bytes, text and SQL
	 * parameter, measured with text and with events.
	 */
	private static final int EXPANSION = 8;

	/**
	 * As how many bytes an element of JSON counts in addition: a node of the tree, and in
	 * a batch a content, takes up to 80 bytes of the heap.
	 */
	private static final int BYTES_PER_ELEMENT = 10;

	/**
	 * What bodies may take of the heap.
	 */
	private static final int SHARE_OF_HEAP = 3;

	private final long limit;

	private long inFlight;

	/**
	 * Creates the budget.
	 * @param limit the greatest number of bytes at a time
	 */
	BodyBudget(long limit) {
		this.limit = limit;
	}

	/**
	 * Return the limit that a heap bears.
	 * @param heap the size of the heap, in bytes
	 * @return the greatest number of bytes of bodies
	 */
	static long limitOf(long heap) {
		return heap / SHARE_OF_HEAP / EXPANSION;
	}

	/**
	 * Return what a body takes beyond its length, if it is JSON.
	 * @param body the body
	 * @return a number of bytes
	 */
	static long structure(byte[] body) {
		long elements = 0;
		for (byte b : body) {
			if (b == '{' || b == '[' || b == ',') {
				elements++;
			}
		}
		return elements * BYTES_PER_ELEMENT;
	}

	/**
	 * Starts the account of a request.
	 * @return its reservation, empty at first; to be closed with the request
	 */
	Reservation open() {
		return new Reservation();
	}

	private synchronized boolean tryAdd(long bytes, long reserved) {
		boolean alone = this.inFlight == reserved;
		if (!alone && this.inFlight + bytes > this.limit) {
			return false;
		}
		this.inFlight += bytes;
		return true;
	}

	private synchronized void remove(long bytes) {
		this.inFlight -= bytes;
	}

	/**
	 * What a request has reserved. Used by one thread.
	 */
	final class Reservation implements AutoCloseable {

		private long bytes;

		/**
		 * Reserves more.
		 * @param bytes the number of further bytes
		 * @return whether they are reserved; else too many are in flight
		 */
		boolean tryAdd(long bytes) {
			boolean added = BodyBudget.this.tryAdd(bytes, this.bytes);
			if (added) {
				this.bytes += bytes;
			}
			return added;
		}

		@Override
		public void close() {
			remove(this.bytes);
			this.bytes = 0;
		}

	}

}

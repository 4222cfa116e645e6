package io.onsrelay.delivery.queue;

/**
 * The lock of an ordering key. A unit of work that adds a delivery to a key, or completes
 * the head of one, takes this lock: of two replicas that do so at the same time, the
 * second must see what the first has committed. On SQLite the only writer makes locks
 * unnecessary.
 */
public final class OrderingLock {

	private OrderingLock() {
	}

	/**
	 * Return the name of the lock.
	 * @param orderingKey an ordering key
	 * @return the name by which a unit of work locks it
	 */
	public static String of(String orderingKey) {
		return "sequence " + orderingKey;
	}

}

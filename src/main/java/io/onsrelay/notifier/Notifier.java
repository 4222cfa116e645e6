package io.onsrelay.notifier;

import java.util.List;

/**
 * Delivers to one destination. A notifier builds the payload, makes one call and says
 * what came of it. It never loops, sleeps, retries or meters: all of that is done around
 * it, the same for every kind. It is called by several threads at a time.
 */
public interface Notifier {

	/**
	 * Delivers a batch in one call.
	 * @param batch the notifications, oldest first: one, or at most
	 * {@link #batchLimit()}, never none
	 * @return what came of it, for the batch as a whole
	 */
	Outcome deliver(List<Notification> batch);

	/**
	 * Return how many notifications one call may carry.
	 * @return a number of at least one
	 */
	default int batchLimit() {
		return 1;
	}

}

package io.onsrelay.notifier;

import java.util.List;
import java.util.Optional;

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
	 * Shows what a call would send, for people who want to see it beforehand. Nothing is
	 * sent.
	 * @param notification what would be delivered
	 * @return the payload without its secrets; empty where there is nothing to show
	 */
	default Optional<String> preview(Notification notification) {
		return Optional.empty();
	}

	/**
	 * Return how many notifications one call may carry.
	 * @return a number of at least one
	 */
	default int batchLimit() {
		return 1;
	}

}

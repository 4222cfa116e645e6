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
	 * @param batch the notifications, oldest first: one, or as many as
	 * {@link #batching()} allows, never none
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
	 * Return whether one call may carry several notifications.
	 * @return one a call, unless the kind says otherwise
	 */
	default Batching batching() {
		return Batching.NONE;
	}

	/**
	 * Return how often the destination may be called, as its vendor says. Users can
	 * configure another rate.
	 * @return without a limit, unless the kind says otherwise
	 */
	default Rate rate() {
		return Rate.UNLIMITED;
	}

}

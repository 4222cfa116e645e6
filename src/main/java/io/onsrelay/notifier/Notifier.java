package io.onsrelay.notifier;

import java.util.List;

/**
 * Delivers to one destination. A notifier builds the payload, makes one call and
 * classifies the result. It never loops, sleeps, retries or records metrics: the delivery
 * engine does that for every kind. Several threads call it at a time.
 */
public non-sealed interface Notifier extends DestinationNotifier {

	/**
	 * Delivers a batch in one call.
	 * @param batch the notifications, oldest first: one, or as many as
	 * {@link #batching()} allows, never none
	 * @return the outcome for the batch as a whole, or an {@link Outcome.Each} where the
	 * destination judges each message by itself or does not get all of them in one call
	 */
	Outcome deliver(List<Notification> batch);

	/**
	 * Return whether one call may carry several notifications.
	 * @return one for each call, unless the kind says otherwise
	 */
	default Batching batching() {
		return Batching.NONE;
	}

	/**
	 * Return how often the destination may be called by its vendor's rules. Users can
	 * configure another rate.
	 * @return unlimited, unless the kind says otherwise
	 */
	default Rate rate() {
		return Rate.UNLIMITED;
	}

}

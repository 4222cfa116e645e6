package io.onsrelay.delivery;

import java.util.List;

import io.onsrelay.notifier.Notification;

/**
 * Tells those who deliver that there is something to deliver.
 */
@FunctionalInterface
public interface Dispatcher {

	/**
	 * Wakes the lanes of the destinations. Returns at once; nothing is lost if it is
	 * never called, since the lanes find what is in the outbox.
	 * @param notifications what was committed to the outbox
	 */
	void dispatch(List<Notification> notifications);

}

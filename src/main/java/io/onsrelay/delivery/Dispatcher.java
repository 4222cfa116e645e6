package io.onsrelay.delivery;

import java.util.Collection;

import io.onsrelay.notifier.Destination;

/**
 * Wakes the lanes of destinations.
 */
@FunctionalInterface
public interface Dispatcher {

	/**
	 * Counts deliveries that were enqueued and wakes the lanes of their destinations.
	 * Returns at once. Nothing is lost if it is not called, since lanes find what is in
	 * the outbox.
	 * @param destinations one for each delivery that was committed to the outbox
	 */
	void dispatch(Collection<Destination> destinations);

}

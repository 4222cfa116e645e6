package io.onsrelay.delivery;

import java.util.Collection;

import io.onsrelay.notifier.Destination;

/**
 * Tells those who deliver that there is something to deliver.
 */
@FunctionalInterface
public interface Dispatcher {

	/**
	 * Counts what is owed and wakes the lanes of the destinations. Returns at once;
	 * nothing is lost if it is never called, since the lanes find what is in the outbox.
	 * @param destinations one for each delivery that was committed to the outbox
	 */
	void dispatch(Collection<Destination> destinations);

}

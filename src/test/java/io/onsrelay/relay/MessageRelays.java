package io.onsrelay.relay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.journal.Journal;
import io.onsrelay.routing.Router;
import io.onsrelay.store.Store;

/**
 * Makes relays for tests of other rooms.
 */
public final class MessageRelays {

	private MessageRelays() {
	}

	/**
	 * Makes a relay that wakes nobody: the test runs the lanes.
	 */
	public static MessageRelay over(Store store, Journal journal, Outbox outbox, Router router) {
		Dispatcher nobody = (destinations) -> {
		};
		return new MessageRelay(router, store, journal, outbox, nobody, new RelayMetrics(new SimpleMeterRegistry()));
	}

}

package io.onsrelay.relay;

import java.util.Set;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.routing.Router;
import io.onsrelay.store.Store;

/**
 * Creates relays for tests of other modules.
 */
public final class MessageRelays {

	private MessageRelays() {
	}

	/**
	 * Creates a relay that wakes no lane: the test runs the lanes.
	 */
	public static MessageRelay over(Store store, AcceptWork work, Router router) {
		Dispatcher dispatcher = (_) -> {
		};
		return new MessageRelay(router, store, work, dispatcher, new RelayMetrics(new SimpleMeterRegistry(), Set.of()),
				Set.of());
	}

}

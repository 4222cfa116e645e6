package io.onsrelay.relay;

import java.time.Clock;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.Router;
import io.onsrelay.store.Store;

/**
 * Wires the relay.
 */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

	@Bean
	MessageRelay messageRelay(Router router, Store store, AcceptWork work, Dispatcher dispatcher,
			NotifierRegistry notifiers, MeterRegistry registry) {
		Set<Destination> written = notifiers.written().keySet();
		return new MessageRelay(router, store, work, dispatcher, new RelayMetrics(registry, written), written);
	}

	@Bean
	StoreHealthIndicator storeHealthIndicator(Store store, AcceptWork work, NotifierRegistry notifiers, Clock clock) {
		return new StoreHealthIndicator(store, work, notifiers.written().keySet(), clock);
	}

}

package io.onsrelay.delivery.operator;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.store.Store;
import io.onsrelay.timing.SteadyClock;

/**
 * Wires what operators do with deliveries.
 */
@Configuration(proxyBeanMethods = false)
class OperatorConfiguration {

	@Bean
	DeadLetters deadLetters(Store store, Journal journal, Dispatcher dispatcher, NotifierRegistry notifiers,
			OperatorChanges changes, SteadyClock clock) {
		return new DeadLetters(store, journal, dispatcher, notifiers.called().keySet(), changes, clock);
	}

	@Bean
	RemovedDestinations removedDestinations(Store store, Journal journal, BacklogQuery backlogs, Dispatcher dispatcher,
			NotifierRegistry notifiers, OperatorChanges changes, SteadyClock clock) {
		return new RemovedDestinations(store, journal, backlogs, dispatcher, notifiers.called().keySet(), changes,
				clock);
	}

	@Bean
	RemovedDestinationWatch removedDestinationWatch(RemovedDestinations destinations, DeliveryMetrics metrics,
			SteadyClock clock) {
		return new RemovedDestinationWatch(destinations, metrics, clock);
	}

}

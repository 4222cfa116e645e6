package io.onsrelay.delivery.destination;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.delivery.DestinationPauses;
import io.onsrelay.delivery.DestinationTallies;
import io.onsrelay.delivery.LaneReports;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.store.Store;
import io.onsrelay.timing.SteadyClock;

/**
 * Wires the destinations as operators see them.
 */
@Configuration(proxyBeanMethods = false)
class DestinationConfiguration {

	@Bean
	Destinations destinations(Store store, DeliveryMetrics metrics, LaneReports lanes, DestinationPauses pauses,
			DestinationTallies tallies, OperatorChanges changes, NotifierRegistry notifiers, SteadyClock clock) {
		return new Destinations(store, metrics, lanes, pauses, tallies, changes, notifiers.called().keySet(), clock);
	}

	@Bean
	DestinationUpkeep destinationUpkeep(Store store, DestinationPauses pauses, DestinationTallies tallies,
			SteadyClock clock) {
		return new DestinationUpkeep(store, pauses, tallies, clock);
	}

}

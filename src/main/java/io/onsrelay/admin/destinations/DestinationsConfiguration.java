package io.onsrelay.admin.destinations;

import java.time.Clock;
import java.util.random.RandomGenerator;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.delivery.destination.Destinations;
import io.onsrelay.delivery.operator.RemovedDestinations;
import io.onsrelay.event.MessageIds;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.testmessage.TestMessages;

/**
 * Wires the endpoint of destinations.
 */
@Configuration(proxyBeanMethods = false)
class DestinationsConfiguration {

	@Bean
	DestinationEndpoint destinationEndpoint(Destinations destinations, RemovedDestinations removed,
			NotifierRegistry notifiers, Clock clock, RandomGenerator random) {
		return new DestinationEndpoint(destinations, removed, notifiers,
				new TestMessages(notifiers, new MessageIds(clock, random)::next, clock));
	}

}

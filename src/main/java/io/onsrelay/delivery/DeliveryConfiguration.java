package io.onsrelay.delivery;

import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Treatments;
import io.onsrelay.store.Store;
import io.onsrelay.timing.Backoff;

/**
 * Wires the outbox and a lane for each configured destination.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class DeliveryConfiguration {

	@Bean
	Outbox outbox(Store store, Clock clock) {
		return new Outbox(store, clock);
	}

	@Bean
	DeliveryMeters deliveryMeters(MeterRegistry registry, Outbox outbox, Clock clock, NotifierRegistry notifiers) {
		DeliveryMeters meters = new DeliveryMeters(registry, outbox, clock);
		meters.watch(notifiers.destinations());
		return meters;
	}

	@Bean
	Deliverer deliverer(Journal journal, Outbox outbox, Treatments treatments, DeliveryProperties properties,
			DeliveryMeters meters, Clock clock, RandomGenerator chance) {
		RetryPolicy policy = new RetryPolicy(backoff(properties), properties.giveUpAfter(), chance);
		return new Deliverer(journal, outbox, treatments, policy, meters, clock);
	}

	private static Backoff backoff(DeliveryProperties properties) {
		try {
			return new Backoff(properties.initialBackoff(), properties.maxBackoff());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException("relay.delivery.initial-backoff", String.valueOf(ex.getMessage()),
					"Make it a positive duration no longer than relay.delivery.max-backoff.");
		}
	}

	@Bean
	Lanes lanes(NotifierRegistry notifiers, Outbox outbox, Deliverer deliverer, DeliveryProperties properties,
			Clock clock) {
		Lane.LaneSettings settings = new Lane.LaneSettings(properties.concurrency(), properties.lease());
		List<Lane> lanes = notifiers.destinations()
			.stream()
			.map((destination) -> new Lane(destination, notifiers.get(destination), outbox, deliverer, settings, clock))
			.toList();
		return new Lanes(lanes, outbox, properties.shutdownGrace(), clock);
	}

}

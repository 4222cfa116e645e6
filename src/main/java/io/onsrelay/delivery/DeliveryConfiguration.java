package io.onsrelay.delivery;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.store.Store;
import io.onsrelay.timing.SteadyClock;

/**
 * Wires what other modules use of delivery, and the clock by which due times are written.
 */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

	/**
	 * A fallback, since it is a {@link Clock}, too: a bean that asks for a clock gets the
	 * service's.
	 */
	@Bean
	@Fallback
	SteadyClock steadyClock(Clock clock) {
		return new SteadyClock(clock, System::nanoTime);
	}

	@Bean
	Outbox outbox(SteadyClock clock) {
		return new Outbox(clock);
	}

	@Bean
	AcceptWork acceptWork(Journal journal, Outbox outbox, NotifierRegistry notifiers, HoldBack holdBack) {
		return new AcceptWork(journal, outbox, notifiers.written(), holdBack);
	}

	@Bean
	BacklogQuery backlogQuery(Store store, SteadyClock clock) {
		return new BacklogQuery(store, clock);
	}

	@Bean
	DeliveryMetrics deliveryMetrics(MeterRegistry registry, BacklogQuery backlogs, Clock clock) {
		return new DeliveryMetrics(registry, backlogs, clock);
	}

	@Bean
	DestinationPauses destinationPauses(Store store, SteadyClock clock) {
		return new DestinationPauses(store, clock);
	}

	@Bean
	DestinationTallies destinationTallies() {
		return new DestinationTallies();
	}

	@Bean
	LaneReports laneReports() {
		return new LaneReports();
	}

}

package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.journal.Journal;
import io.onsrelay.journal.JournalProperties;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.OverridesByRoute;
import io.onsrelay.store.Store;
import io.onsrelay.timing.PollInterval;
import io.onsrelay.timing.SteadyClock;

/**
 * Wires the outbox and a lane for each configured destination.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class DeliveryConfiguration {

	/**
	 * After how long a lane finds what another replica accepted or left behind.
	 */
	private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

	@Bean
	Outbox outbox(Store store, LaneFactory.Time time) {
		return new Outbox(store, time.clock());
	}

	@Bean
	BacklogQuery backlogs(Store store, LaneFactory.Time time) {
		return new BacklogQuery(store, time.clock());
	}

	@Bean
	DeliveryMeters deliveryMeters(MeterRegistry registry, BacklogQuery backlogs, Clock clock) {
		return new DeliveryMeters(registry, backlogs, clock);
	}

	@Bean
	Recovery recovery(Store store, BacklogQuery backlogs, DeliveryProperties properties, LaneFactory.Time time) {
		return new Recovery(new DueTimeRepair(store, time.clock()), backlogs, time.clock(),
				LaneFactory.longestWait(properties));
	}

	@Bean
	LaneFactory laneFactory(NotifierRegistry notifiers, DeliveryProperties properties, NotificationLoader notifications,
			Outbox outbox, DeliveryMeters meters, LaneFactory.Time time) {
		return new LaneFactory(notifiers, properties, notifications, outbox, meters, time);
	}

	@Bean
	NotificationLoader notificationLoader(Journal journal, OverridesByRoute overrides) {
		return new NotificationLoader(journal, overrides);
	}

	@Bean
	LaneFactory.Time laneTime(Clock clock, RandomGenerator random) {
		return new LaneFactory.Time(new SteadyClock(clock, System::nanoTime), random);
	}

	@Bean
	Lanes lanes(LaneFactory factory, Recovery recovery, DeliveryMeters meters, DeliveryProperties properties,
			LaneFactory.Time time, Store store) {
		PollInterval polling = store.dialect().isShared() ? PollInterval.every(POLL_INTERVAL, time.random())
				: PollInterval.none();
		return new Lanes(factory.create(), recovery, meters, properties.shutdownGrace(), time.clock(), polling);
	}

	@Bean
	DeadLetters deadLetters(Store store, Lanes lanes, NotifierRegistry notifiers, LaneFactory.Time time) {
		return new DeadLetters(store, lanes, notifiers.destinations(), time.clock());
	}

	@Bean
	Retention retention(Journal journal, Outbox outbox, Store store, JournalProperties properties, Clock clock) {
		return new Retention(journal, outbox, store, properties.retention(), clock);
	}

	@Bean(initMethod = "start", destroyMethod = "stop")
	RetentionThread retentionThread(Retention retention, Clock clock) {
		return new RetentionThread(retention, clock);
	}

}

package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.delivery.DestinationPauses;
import io.onsrelay.delivery.DestinationTallies;
import io.onsrelay.delivery.LaneReports;
import io.onsrelay.delivery.engine.Lanes.LaneTiming;
import io.onsrelay.delivery.queue.Claims;
import io.onsrelay.delivery.queue.ClockOffset;
import io.onsrelay.delivery.queue.Completions;
import io.onsrelay.delivery.queue.DueTimeRepair;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.OverridesByRoute;
import io.onsrelay.redaction.Redaction;
import io.onsrelay.store.Store;
import io.onsrelay.timing.PollInterval;
import io.onsrelay.timing.SteadyClock;

/**
 * Wires the lanes, one for each configured destination.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliveryProperties.class)
class EngineConfiguration {

	/**
	 * After how long a lane finds what another replica enqueued or left.
	 */
	private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

	@Bean
	LaneFactory laneFactory(DeliveryProperties properties, Claims claims, NotificationLoader notifications,
			AttemptRecorder recorder, DestinationPauses pauses, SteadyClock clock, RandomGenerator random) {
		return new LaneFactory(properties, claims, notifications, recorder, pauses, clock, random);
	}

	/**
	 * Lanes need routes too: a mistake there would hide those of these settings.
	 */
	@Bean
	SmartInitializingSingleton deliveryCheck(DeliveryProperties properties, NotifierRegistry notifiers) {
		return () -> properties.requireConsistency(notifiers);
	}

	@Bean
	Claims claims(Store store, SteadyClock clock) {
		return new Claims(store, clock);
	}

	@Bean
	AttemptRecorder attemptRecorder(Store store, DeliveryMetrics metrics, DestinationTallies tallies, SteadyClock clock,
			Redaction redaction) {
		return new AttemptRecorder(new Completions(store, clock), metrics, tallies, clock, new Subjects(redaction));
	}

	@Bean
	NotificationLoader notificationLoader(Journal journal, OverridesByRoute overrides) {
		return new NotificationLoader(journal, overrides);
	}

	@Bean
	LaneTiming laneTiming(DeliveryProperties properties, Store store, SteadyClock clock, RandomGenerator random) {
		return new LaneTiming(properties.shutdownGrace(), clock,
				store.isShared() ? PollInterval.every(POLL_INTERVAL, random) : PollInterval.none());
	}

	@Bean
	StartupRecovery startupRecovery(Store store, DeliveryProperties properties, SteadyClock clock) {
		return new StartupRecovery(new DueTimeRepair(store, clock), properties.longestWait());
	}

	@Bean
	ClockStepHandler clockStepHandler(Store store, SteadyClock clock) {
		return new ClockStepHandler(new ClockOffset(store), clock);
	}

	@Bean
	Lanes lanes(LaneFactory factory, NotifierRegistry notifiers, StartupRecovery recovery, ClockStepHandler clockSteps,
			DestinationPauses pauses, LaneReports reports, DeliveryMetrics metrics, LaneTiming timing) {
		Lanes lanes = new Lanes(factory.create(notifiers), recovery, clockSteps, pauses, metrics, timing);
		lanes.showIn(reports);
		return lanes;
	}

}

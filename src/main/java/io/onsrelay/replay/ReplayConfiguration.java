package io.onsrelay.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.journal.JournalProperties;
import io.onsrelay.store.Store;
import io.onsrelay.timing.PollInterval;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReplayProperties.class)
class ReplayConfiguration {

	private static final Duration POLL_INTERVAL = Duration.ofSeconds(5);

	@Bean
	ReplayWorker replayWorker(Store store, DeadLetters letters, JournalProperties properties, RandomGenerator random,
			Clock clock) {
		PollInterval polling = store.isShared() ? PollInterval.every(POLL_INTERVAL, random) : PollInterval.none();
		return new ReplayWorker(store, letters, properties.retention(), polling, clock);
	}

	@Bean
	Replays replays(Store store, DeadLetters letters, ReplayWorker worker, ReplayProperties properties,
			OperatorChanges changes, Clock clock) {
		return new Replays(store, letters, worker, properties.maxDeliveries(), changes, clock);
	}

}

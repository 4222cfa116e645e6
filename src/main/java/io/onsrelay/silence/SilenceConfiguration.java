package io.onsrelay.silence;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.config.reload.ReloadedPart;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.delivery.Outbox;
import io.onsrelay.journal.Journal;
import io.onsrelay.journal.JournalProperties;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.Router;
import io.onsrelay.store.Store;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SilenceProperties.class)
class SilenceConfiguration {

	@Bean
	SilenceRule silenceRule(NotifierRegistry notifiers, Clock clock) {
		return new SilenceRule(notifiers, clock);
	}

	@Bean
	SilenceLimits silenceLimits(SilenceProperties properties) {
		return new SilenceLimits(properties);
	}

	@Bean
	ReloadedPart reloadedLimits(SilenceLimits limits) {
		return new ReloadedPart(SilenceLimits.NAME, limits::read);
	}

	@Bean
	Silences silences(Store store, SilenceRule rule, Journal journal, Router router, NotifierRegistry notifiers,
			Outbox outbox, Dispatcher dispatcher, SilenceLimits limits, Clock clock, OperatorChanges operatorChanges) {
		SilenceChanges changes = new SilenceChanges(operatorChanges);
		return new Silences(store, rule, new SilencePreviews(journal, router, notifiers, clock),
				new HeldDeliveries(store, outbox, dispatcher, notifiers, clock, changes), changes, limits, clock);
	}

	@Bean
	SilenceUpkeep silenceUpkeep(Store store, JournalProperties properties, MeterRegistry registry, Clock clock) {
		return new SilenceUpkeep(store, properties.retention(), registry, clock);
	}

}

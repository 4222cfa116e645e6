package io.onsrelay.notifier.alertmanager;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.store.Store;

/**
 * Adds the kind {@code alertmanager}.
 */
@Configuration(proxyBeanMethods = false)
class AlertmanagerConfiguration {

	@Bean
	AlertmanagerNotifierFactory alertmanagerNotifierFactory(OutboundHttpFactory http, Presenter presenter, Store store,
			Clock clock) {
		return new AlertmanagerNotifierFactory(http, presenter, store, clock);
	}

	@Bean
	AlertRepetition alertRepetition(AlertmanagerNotifierFactory factory, Clock clock) {
		return new AlertRepetition(factory::notifiers, clock);
	}

}

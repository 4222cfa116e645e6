package io.onsrelay.notifier.teams;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.store.Store;

/**
 * Adds the kind {@code teams}.
 */
@Configuration(proxyBeanMethods = false)
class TeamsConfiguration {

	@Bean
	TeamsNotifierFactory teamsNotifierFactory(OutboundHttpFactory http, Presenter presenter, Store store, Clock clock) {
		return new TeamsNotifierFactory(http, presenter, store, clock);
	}

}

package io.onsrelay.notifier.slack;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.store.Store;

/**
 * Adds the kind {@code slack}.
 */
@Configuration(proxyBeanMethods = false)
class SlackConfiguration {

	@Bean
	SlackNotifierFactory slackNotifierFactory(OutboundHttpFactory http, Presenter presenter, Store store, Clock clock) {
		return new SlackNotifierFactory(http, presenter, store, clock);
	}

}

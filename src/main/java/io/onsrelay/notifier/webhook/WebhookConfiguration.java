package io.onsrelay.notifier.webhook;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.presentation.Presenter;

/**
 * Adds the kind {@code webhook}.
 */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

	@Bean
	WebhookNotifierFactory webhookNotifierFactory(OutboundHttpFactory http, Presenter presenter, Clock clock) {
		return new WebhookNotifierFactory(http, presenter, clock);
	}

}

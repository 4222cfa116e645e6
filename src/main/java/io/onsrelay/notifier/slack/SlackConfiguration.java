package io.onsrelay.notifier.slack;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.presentation.Presenter;

/**
 * Adds the kind {@code slack}.
 */
@Configuration(proxyBeanMethods = false)
class SlackConfiguration {

	@Bean
	SlackNotifierFactory slackNotifierFactory(OutboundHttpFactory http, Presenter presenter) {
		return new SlackNotifierFactory(http, presenter);
	}

}

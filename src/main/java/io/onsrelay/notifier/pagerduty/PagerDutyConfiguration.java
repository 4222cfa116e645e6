package io.onsrelay.notifier.pagerduty;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.presentation.Presenter;

/**
 * Adds the kind {@code pagerduty}.
 */
@Configuration(proxyBeanMethods = false)
class PagerDutyConfiguration {

	@Bean
	PagerDutyNotifierFactory pagerDutyNotifierFactory(OutboundHttpFactory http, Presenter presenter) {
		return new PagerDutyNotifierFactory(http, presenter);
	}

}

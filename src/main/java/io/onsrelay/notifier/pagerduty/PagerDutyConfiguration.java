package io.onsrelay.notifier.pagerduty;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.store.Store;

/**
 * Adds the kind {@code pagerduty}.
 */
@Configuration(proxyBeanMethods = false)
class PagerDutyConfiguration {

	@Bean
	PagerDutyNotifierFactory pagerDutyNotifierFactory(OutboundHttpFactory http, Presenter presenter, Store store,
			Clock clock) {
		return new PagerDutyNotifierFactory(http, presenter, store, clock);
	}

}

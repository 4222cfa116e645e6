package io.onsrelay.routing.severity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.StrictBinder;

/**
 * Wires the rules of {@code relay.severity}. Unlike the routes they need no destinations,
 * which present messages by them.
 */
@Configuration(proxyBeanMethods = false)
class SeverityConfiguration {

	@Bean
	SeverityTable severityTable(StrictBinder binder) {
		return SeverityTable.read(binder);
	}

}

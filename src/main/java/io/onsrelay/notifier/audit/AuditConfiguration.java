package io.onsrelay.notifier.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds the kind {@code audit}.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean
	AuditNotifierFactory auditNotifierFactory() {
		return new AuditNotifierFactory();
	}

}

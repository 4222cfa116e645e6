package io.onsrelay.notifier.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.store.Store;

/**
 * Adds the kind {@code audit}.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean
	AuditNotifierFactory auditNotifierFactory(Store store) {
		return new AuditNotifierFactory(store);
	}

}

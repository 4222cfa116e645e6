package io.onsrelay.notifier.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.store.Store;

/**
 * Wires the audit store.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean
	AuditNotifierFactory auditNotifierFactory(Store store) {
		return new AuditNotifierFactory(store);
	}

}

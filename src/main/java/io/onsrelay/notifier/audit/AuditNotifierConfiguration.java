package io.onsrelay.notifier.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.AuditLog;

/**
 * Adds the kind {@code audit}.
 */
@Configuration(proxyBeanMethods = false)
class AuditNotifierConfiguration {

	@Bean
	AuditNotifierFactory auditNotifierFactory(AuditLog log) {
		return new AuditNotifierFactory(log);
	}

}

package io.onsrelay.console.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

import io.onsrelay.audit.search.AuditSearch;
import io.onsrelay.audit.standing.BackgroundVerification;
import io.onsrelay.presentation.Presenter;

/**
 * Wires the pages of the audit log.
 */
@Configuration(proxyBeanMethods = false)
@Lazy
class AuditPages {

	@Bean
	AuditController auditController(AuditSearch search, BackgroundVerification verification, Presenter presenter) {
		return new AuditController(search, verification, presenter);
	}

}

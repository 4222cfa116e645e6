package io.onsrelay.admin.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.AuditErasure;
import io.onsrelay.audit.export.AuditExport;
import io.onsrelay.audit.export.RecordProofs;
import io.onsrelay.audit.search.AuditSearch;
import io.onsrelay.audit.standing.BackgroundVerification;

/**
 * Wires the endpoint of the audit log.
 */
@Configuration(proxyBeanMethods = false)
class AuditApiConfiguration {

	@Bean
	AuditEndpoint auditEndpoint(AuditSearch search, AuditExport export, RecordProofs proofs,
			BackgroundVerification verification, AuditErasure erasure) {
		return new AuditEndpoint(search, export, proofs, verification, erasure);
	}

}

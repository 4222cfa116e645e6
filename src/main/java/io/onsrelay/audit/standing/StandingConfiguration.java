package io.onsrelay.audit.standing;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.export.AuditExport;
import io.onsrelay.audit.export.RecordProofs;
import io.onsrelay.audit.search.AuditSearch;
import io.onsrelay.store.ReadingPace;
import io.onsrelay.store.Store;

/**
 * Wires what operators see of the log.
 */
@Configuration(proxyBeanMethods = false)
class StandingConfiguration {

	/**
	 * After each page of 64 records: a million takes five minutes.
	 */
	private static final Duration PAUSE = Duration.ofMillis(20);

	@Bean
	BackgroundVerification backgroundVerification(AuditLog log, Store store, Clock clock) {
		return new BackgroundVerification(log, store, PAUSE, clock);
	}

	@Bean
	AuditSearch auditSearch(Store store) {
		return new AuditSearch(store::read);
	}

	@Bean
	AuditExport auditExport(Store store) {
		return new AuditExport(store::read, () -> new ReadingPace(store)::afterPortion);
	}

	@Bean
	RecordProofs recordProofs(Store store) {
		return new RecordProofs(store::read);
	}

}

package io.onsrelay.audit;

import java.time.Clock;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.event.MessageIds;
import io.onsrelay.store.Store;

/**
 * Wires the log.
 */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

	@Bean
	AuditLog auditLog(Store store) {
		return new AuditLog(store::isShared);
	}

	@Bean
	AuditSealer auditSealer(AuditLog log, Store store, MeterRegistry registry, Clock clock) {
		return new AuditSealer(log, store, new AuditMetrics(registry, clock), clock);
	}

	/**
	 * Does nothing where records are kept for good.
	 */
	@Bean
	AuditRetention auditRetention(AuditProperties properties, Store store, Clock clock, RandomGenerator random) {
		return new AuditRetention(new AuditCut(store, new MessageIds(clock, random)::next, clock),
				properties.retention(), clock);
	}

	@Bean
	AuditErasure auditErasure(AuditLog log, Store store, ObjectProvider<BodyCopies> copies, Clock clock,
			RandomGenerator random) {
		return new AuditErasure(log, store, copies.stream().toList(), new MessageIds(clock, random)::next, clock);
	}

	@Bean
	OperatorChanges operatorChanges(AuditLog log, Clock clock, RandomGenerator random) {
		return new OperatorChanges(log, new MessageIds(clock, random)::next, clock);
	}

}

package io.onsrelay.audit.checkpoint;

import java.time.Clock;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.audit.AuditLog;
import io.onsrelay.audit.settings.AuditProperties;
import io.onsrelay.store.Store;

/**
 * Wires the checkpoints.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditProperties.class)
class CheckpointConfiguration {

	@Bean
	CheckpointWorker checkpointWorker(AuditProperties properties, DataSourceProperties database, AuditLog log,
			Store store, MeterRegistry registry, RandomGenerator random, Clock clock) {
		SigningKeys keys = new SigningKeys(properties, database.determineUrl(), store.isShared());
		return new CheckpointWorker(properties, keys, log::head, store, new CheckpointMetrics(registry, clock), random,
				clock);
	}

}

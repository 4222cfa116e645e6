package io.onsrelay.confirmation;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.confirmation.url.ConfirmationGuard;
import io.onsrelay.confirmation.url.OracleOrigins;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.provisioning.Subscriptions;
import io.onsrelay.store.Store;
import io.onsrelay.timing.PollInterval;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConfirmationProperties.class)
class ConfirmationConfiguration {

	private final Logger logger = LoggerFactory.getLogger(ConfirmationConfiguration.class);

	private static final Duration DEADLINE = Duration.ofSeconds(10);

	/**
	 * How often a replica looks for confirmations that another replica has left.
	 */
	private static final Duration POLL_INTERVAL = Duration.ofSeconds(10);

	@Bean
	ConfirmationService confirmationService(ConfirmationProperties properties, ConfirmationGuard guard,
			ConfirmationTable table, ConfirmationMetrics metrics, Clock clock, ConfirmationWorker worker) {
		return new ConfirmationService(properties.enabled(), guard, table, metrics, clock, worker::wake);
	}

	@Bean
	ConfirmationWorker confirmationWorker(ConfirmationTable table, ConfirmationAttempt attempt,
			ConfirmationMetrics metrics, Clock clock, Store store, RandomGenerator random) {
		PollInterval polling = store.isShared() ? PollInterval.every(POLL_INTERVAL, random) : PollInterval.none();
		return new ConfirmationWorker(table, attempt, metrics, clock, polling);
	}

	@Bean
	ConfirmationAttempt confirmationAttempt(ConfirmationGuard guard, ConfirmationClients clients,
			Subscriptions subscriptions, TopicPolicy topics, RandomGenerator random) {
		return new ConfirmationAttempt(guard, clients, subscriptions, topics, random);
	}

	@Bean
	ConfirmationClients confirmationClients(OutboundHttpFactory factory) {
		HttpSettings settings = HttpSettings.within(DEADLINE);
		return new ConfirmationClients(factory.create(settings.externalAddresses()), factory.create(settings));
	}

	@Bean
	ConfirmationGuard confirmationGuard(OracleOrigins origins) {
		return new ConfirmationGuard(origins);
	}

	@Bean
	OracleOrigins oracleOrigins(ConfirmationProperties properties) {
		properties.allowedOrigins()
			.forEach((origin) -> this.logger.warn("Confirmation URLs and signing certificates of {} are called, since "
					+ "relay.confirmation.allowed-origins lists it: "
					+ "use this only for a rehearsal or a private realm", origin));
		return new OracleOrigins(properties.realmDomains(), properties.allowedOrigins());
	}

	@Bean
	ConfirmationTable confirmationTable(Store store) {
		return new ConfirmationTable(store);
	}

	@Bean
	ConfirmationRecords confirmationRecords(Store store) {
		return new ConfirmationRecords(store);
	}

	@Bean
	ConfirmationMetrics confirmationMetrics(MeterRegistry registry) {
		return new ConfirmationMetrics(registry);
	}

}

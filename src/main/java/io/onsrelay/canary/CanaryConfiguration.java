package io.onsrelay.canary;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.onsrelay.notice.Notices;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.provisioning.TopicPublisher;
import io.onsrelay.store.Store;
import io.onsrelay.topic.AcceptedTopics;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CanaryProperties.class)
class CanaryConfiguration {

	private static final String TITLE = "ons-relay canary";

	/**
	 * No method here names the publisher, of which the JVM would load the SDK's classes
	 * when it caches what a start loads.
	 */
	@Bean
	Canary canary(CanaryProperties properties, OciProperties credentials, Store store, Notices notices,
			MeterRegistry registry, RandomGenerator random, Clock clock, Environment environment) {
		properties.check(credentials);
		String topic = properties.topic();
		if (topic != null) {
			AcceptedTopics.check(environment, "relay.canary.topic", topic);
		}
		return new Canary(properties, store, publisher(topic, credentials), notices, new CanaryMetrics(registry),
				random, clock);
	}

	private static Function<String, Optional<String>> publisher(@Nullable String topic, OciProperties credentials) {
		if (topic == null) {
			return (_) -> Optional.empty();
		}
		return TopicPublisher.to(topic, credentials, TITLE);
	}

}

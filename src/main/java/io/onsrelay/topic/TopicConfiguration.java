package io.onsrelay.topic;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.onsrelay.config.Mistakes;
import io.onsrelay.notice.Notices;
import io.onsrelay.store.Store;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicProperties.class)
class TopicConfiguration {

	@Bean
	TopicWatch topicWatch(TopicProperties properties, Store store, Notices notices, MeterRegistry registry, Clock clock,
			Environment environment) {
		Mistakes mistakes = new Mistakes();
		properties.watched()
			.forEach((name, topic) -> mistakes.of(() -> AcceptedTopics.check(environment,
					"relay.topics.watched.%s.topic".formatted(name), topic.topic())));
		mistakes.refuse();
		return new TopicWatch(properties, store, notices, new TopicMetrics(registry, clock), clock);
	}

	@Bean
	TopicActivity topicActivity(TopicWatch watch) {
		return watch.activity();
	}

}

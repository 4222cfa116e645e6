package io.onsrelay.search.topic;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.store.Store;

/**
 * Wires the overview.
 */
@Configuration(proxyBeanMethods = false)
class TopicOverviewConfiguration {

	@Bean
	TopicOverview topicOverview(Store store) {
		return new TopicOverview(store);
	}

}

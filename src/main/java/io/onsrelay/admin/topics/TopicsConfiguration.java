package io.onsrelay.admin.topics;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.search.topic.TopicOverview;

/**
 * Wires the endpoint of topics.
 */
@Configuration(proxyBeanMethods = false)
class TopicsConfiguration {

	@Bean
	TopicEndpoint topicEndpoint(TopicOverview topics) {
		return new TopicEndpoint(topics);
	}

}

package io.onsrelay.admin.messages;

import java.time.Clock;
import java.util.random.RandomGenerator;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.event.MessageIds;
import io.onsrelay.explanation.MessageExplainer;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.search.MessageSearch;
import io.onsrelay.search.message.DeliveryList;
import io.onsrelay.search.message.MessageDetails;

/**
 * Wires the endpoints of messages.
 */
@Configuration(proxyBeanMethods = false)
class MessagesConfiguration {

	@Bean
	MessageEndpoint messageEndpoint(MessageSearch search, MessageDetails details) {
		return new MessageEndpoint(search, details);
	}

	@Bean
	DeliveryEndpoint deliveryEndpoint(DeliveryList deliveries) {
		return new DeliveryEndpoint(deliveries);
	}

	@Bean
	ExplanationEndpoint explanationEndpoint(MessageDetails details, MessageExplainer explainer, MessageParser parser,
			Clock clock, RandomGenerator random) {
		return new ExplanationEndpoint(details, explainer, parser, new MessageIds(clock, random), clock);
	}

}

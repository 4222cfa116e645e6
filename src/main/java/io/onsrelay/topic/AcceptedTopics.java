package io.onsrelay.topic;

import java.util.List;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * Which topics the endpoint takes messages from, for those who wait for messages of one.
 */
public final class AcceptedTopics {

	private static final String PROPERTY = "relay.ingest.topics";

	private AcceptedTopics() {
	}

	/**
	 * Checks that messages of a topic are accepted.
	 * @param environment where the topics are configured
	 * @param property the property that names the topic
	 * @param topic the OCID of the topic
	 * @throws InvalidConfigurationException if they are not
	 */
	public static void check(Environment environment, String property, String topic) {
		List<String> accepted = Binder.get(environment).bind(PROPERTY, Bindable.listOf(String.class)).orElse(List.of());
		if (!accepted.isEmpty() && accepted.stream().noneMatch(topic::equalsIgnoreCase)) {
			throw new InvalidConfigurationException(property,
					"%s has not this topic, so its messages are rejected.".formatted(PROPERTY),
					"Add it to %s, or name another topic here.".formatted(PROPERTY));
		}
	}

}

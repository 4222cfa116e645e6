package io.onsrelay.notice;

import java.util.ArrayList;
import java.util.List;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;

/**
 * Where the service's own notices go.
 *
 * @param to the destinations that are told when a topic falls silent, a subscription is
 * not confirmed or the canary does not come back, such as slack/ops; if none is
 * configured, these are only logged
 */
@Validated
@ConfigurationProperties(prefix = "relay.notices", ignoreUnknownFields = false)
record NoticeProperties(@DefaultValue List<@NotBlank String> to) {

	/**
	 * Finds the destinations.
	 * @param notifiers what is configured
	 * @return the destinations, each once
	 * @throws InvalidConfigurationException if one of them is not called or not there
	 */
	List<Destination> destinations(NotifierRegistry notifiers) {
		List<Destination> destinations = new ArrayList<>();
		Mistakes mistakes = new Mistakes();
		for (int i = 0; i < this.to.size(); i++) {
			String text = this.to.get(i);
			String property = "relay.notices.to[%d]".formatted(i);
			mistakes.of(() -> destinations.add(destination(text, property, notifiers)));
		}
		mistakes.refuse();
		return destinations.stream().distinct().toList();
	}

	private static Destination destination(String text, String property, NotifierRegistry notifiers) {
		Destination destination;
		try {
			destination = Destination.of(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException(property, ex.getMessage() + ".",
					"Write a destination that is configured below relay.notifier.");
		}
		if (notifiers.written().containsKey(destination)) {
			throw new InvalidConfigurationException(property,
					"%s is in the store and tells nothing; it has every notice anyway.".formatted(destination),
					"Name a destination that is called, such as slack/ops.");
		}
		if (!notifiers.called().containsKey(destination)) {
			throw new InvalidConfigurationException(property, notifiers.noSuchCalled(destination),
					"Write one that is configured below relay.notifier.");
		}
		return destination;
	}

}

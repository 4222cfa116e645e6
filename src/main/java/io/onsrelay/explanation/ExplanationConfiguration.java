package io.onsrelay.explanation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.Router;
import io.onsrelay.routing.severity.SeverityTable;
import io.onsrelay.silence.Silences;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
class ExplanationConfiguration {

	@Bean
	MessageExplainer messageExplainer(Router router, SeverityTable severities, NotifierRegistry notifiers,
			Silences silences) {
		return new MessageExplainer(router, severities::explain, notifiers,
				(notifications) -> holding(silences, notifications));
	}

	private static Map<Destination, String> holding(Silences silences, List<Notification> notifications) {
		Map<Destination, String> holding = new HashMap<>();
		silences.holding(notifications).forEach((destination, silence) -> holding.put(destination, silence.inWords()));
		return holding;
	}

}

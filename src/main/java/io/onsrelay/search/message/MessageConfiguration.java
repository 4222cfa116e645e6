package io.onsrelay.search.message;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.explanation.MessageExplainer;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.search.MessageSearch;
import io.onsrelay.silence.Silences;
import io.onsrelay.store.Store;
import io.onsrelay.timing.SteadyClock;

/**
 * Wires the details of messages and the list of deliveries.
 */
@Configuration(proxyBeanMethods = false)
class MessageConfiguration {

	@Bean
	MessageDetails messageDetails(Store store, Journal journal, MessageSearch search, Presenter presenter,
			MessageExplainer explainer, NotifierRegistry notifiers, DeadLetters attempts, SteadyClock clock,
			Silences silences) {
		return new MessageDetails(store, journal, search, presenter, explainer, notifiers, attempts,
				new DeliveryTable(clock), silences);
	}

	@Bean
	DeliveryList deliveryList(Store store, SteadyClock clock) {
		return new DeliveryList(store, new DeliveryTable(clock));
	}

}

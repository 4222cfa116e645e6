package io.onsrelay.notice;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.delivery.AcceptWork;
import io.onsrelay.delivery.Dispatcher;
import io.onsrelay.event.MessageIds;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.store.Store;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NoticeProperties.class)
class NoticeConfiguration {

	@Bean
	Notices notices(NoticeProperties properties, NotifierRegistry notifiers, Store store, AcceptWork work,
			Dispatcher dispatcher, Clock clock, RandomGenerator random) {
		Set<Destination> inStore = notifiers.written().keySet();
		List<Destination> written = notifiers.receivingAll().stream().filter(inStore::contains).toList();
		return new Notices(store, work, dispatcher, properties.destinations(notifiers), written,
				new MessageIds(clock, random)::next, clock);
	}

}

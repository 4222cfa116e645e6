package io.onsrelay.retention;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.delivery.Outbox;
import io.onsrelay.journal.Journal;
import io.onsrelay.journal.JournalProperties;
import io.onsrelay.store.Store;

/**
 * Wires the retention.
 */
@Configuration(proxyBeanMethods = false)
class RetentionConfiguration {

	@Bean
	Retention retention(Journal journal, Outbox outbox, Store store, JournalProperties properties, Clock clock) {
		return new Retention(journal, outbox, store, properties.retention(), clock);
	}

}

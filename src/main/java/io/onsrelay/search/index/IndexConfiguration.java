package io.onsrelay.search.index;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.journal.Journal;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.store.Store;

/**
 * Wires the index.
 */
@Configuration(proxyBeanMethods = false)
class IndexConfiguration {

	@Bean
	IndexTable indexTable(Store store) {
		return new IndexTable(store);
	}

	@Bean
	MessageIndexer messageIndexer(Store store, Journal journal, Presenter presenter, MeterRegistry registry,
			Clock clock) {
		return new MessageIndexer(store, journal, presenter, new SearchMetrics(registry), clock);
	}

}

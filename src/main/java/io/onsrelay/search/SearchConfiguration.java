package io.onsrelay.search;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.journal.Journal;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.search.index.IndexTable;
import io.onsrelay.store.Store;

/**
 * Wires the search.
 */
@Configuration(proxyBeanMethods = false)
class SearchConfiguration {

	@Bean
	MessageSearch messageSearch(Store store, Journal journal, Presenter presenter, IndexTable index) {
		return new MessageSearch(store, journal, presenter, index);
	}

}

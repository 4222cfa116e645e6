package io.onsrelay.search;

import io.onsrelay.search.index.IndexFixture;
import io.onsrelay.store.Store;

/**
 * The search for tests, as the application wires it.
 */
public final class SearchFixture {

	private SearchFixture() {
	}

	public static MessageSearch on(Store store, IndexFixture index) {
		return new MessageSearch(store, index.journal(), index.presenter(), index.table());
	}

}

package io.onsrelay.search.index;

import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Shows how far behind the index is. A scrape reads nothing.
 */
final class SearchMetrics {

	private final AtomicLong behind = new AtomicLong();

	SearchMetrics(MeterRegistry registry) {
		Gauge.builder(SearchMeters.BEHIND.getName(), this.behind, AtomicLong::get)
			.description("Messages that are not indexed yet")
			.register(registry);
	}

	void behind(long messages) {
		this.behind.set(messages);
	}

}

package io.onsrelay.store.groupcommit;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * Records what the writer does.
 */
final class StoreMetrics {

	private final MeterRegistry registry;

	private final Timer commits;

	private final DistributionSummary groups;

	StoreMetrics(MeterRegistry registry) {
		this.registry = registry;
		this.commits = registry.timer(StoreMeters.COMMITS.getName());
		this.groups = registry.summary(StoreMeters.GROUPS.getName());
	}

	void committed(int units, long nanoseconds) {
		this.commits.record(nanoseconds, TimeUnit.NANOSECONDS);
		this.groups.record(units);
	}

	void watchQueue(Collection<?> queue) {
		this.registry.gaugeCollectionSize(StoreMeters.QUEUE.getName(), Tags.empty(), queue);
	}

}

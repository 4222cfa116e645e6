package io.onsrelay.store.groupcommit;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * What the store tells about itself.
 */
final class StoreMeters {

	private final MeterRegistry registry;

	private final Timer commits;

	private final DistributionSummary groups;

	StoreMeters(MeterRegistry registry) {
		this.registry = registry;
		this.commits = registry.timer(Meter.COMMITS.meterName);
		this.groups = registry.summary(Meter.GROUPS.meterName);
	}

	void committed(int units, long nanoseconds) {
		this.commits.record(nanoseconds, TimeUnit.NANOSECONDS);
		this.groups.record(units);
	}

	void watchQueue(Collection<?> queue) {
		this.registry.gaugeCollectionSize(Meter.QUEUE.meterName, Tags.empty(), queue);
	}

	/**
	 * The meters.
	 */
	enum Meter {

		/**
		 * How long a group took from its first statement to the end of its commit
		 * (timer).
		 */
		COMMITS("relay.store.commits"),

		/**
		 * How many units of work a commit held (summary).
		 */
		GROUPS("relay.store.groups"),

		/**
		 * How many units of work wait for the writer (gauge).
		 */
		QUEUE("relay.store.queue");

		private final String meterName;

		Meter(String meterName) {
			this.meterName = meterName;
		}

	}

}

package io.onsrelay.store.groupcommit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the store. None has tags.
 */
enum StoreMeters implements MeterDocumentation {

	/**
	 * Time from the first statement of a group to the end of its commit.
	 */
	COMMITS("relay.store.commits", Meter.Type.TIMER),

	/**
	 * Units of work in a commit.
	 */
	GROUPS("relay.store.groups", Meter.Type.DISTRIBUTION_SUMMARY),

	/**
	 * Units of work that wait for the writer.
	 */
	QUEUE("relay.store.queue", Meter.Type.GAUGE);

	private final String meterName;

	private final Meter.Type type;

	StoreMeters(String meterName, Meter.Type type) {
		this.meterName = meterName;
		this.type = type;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return this.type;
	}

}

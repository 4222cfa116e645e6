package io.onsrelay.search.index;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the index. It has no tags, and all replicas show the same.
 */
enum SearchMeters implements MeterDocumentation {

	/**
	 * How many messages are not indexed yet, by their numbers, which may have gaps.
	 */
	BEHIND("relay.search.behind");

	private final String meterName;

	SearchMeters(String meterName) {
		this.meterName = meterName;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return Meter.Type.GAUGE;
	}

}

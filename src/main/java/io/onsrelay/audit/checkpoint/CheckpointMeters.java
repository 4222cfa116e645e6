package io.onsrelay.audit.checkpoint;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of checkpoints.
 */
enum CheckpointMeters implements MeterDocumentation {

	/**
	 * Seconds since the last checkpoint was made; not a number where none are signed.
	 */
	AGE("relay.audit.checkpoint.age", Meter.Type.GAUGE),

	/**
	 * How many records the last checkpoint covers.
	 */
	SIZE("relay.audit.checkpoint.size", Meter.Type.GAUGE),

	/**
	 * Whether there is a key that signs checkpoints: 1 or 0.
	 */
	SIGNED("relay.audit.checkpoint.signed", Meter.Type.GAUGE);

	private final String meterName;

	private final Meter.Type type;

	CheckpointMeters(String meterName, Meter.Type type) {
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

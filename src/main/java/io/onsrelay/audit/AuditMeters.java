package io.onsrelay.audit;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the audit log.
 */
enum AuditMeters implements MeterDocumentation {

	/**
	 * Seconds since the receipt of the oldest record that is not in the tree yet; 0 where
	 * all are.
	 */
	UNSEALED("relay.audit.unsealed.age", Meter.Type.GAUGE);

	private final String meterName;

	private final Meter.Type type;

	AuditMeters(String meterName, Meter.Type type) {
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

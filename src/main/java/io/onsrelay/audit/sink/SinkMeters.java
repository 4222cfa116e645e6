package io.onsrelay.audit.sink;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the places that checkpoints go to.
 */
enum SinkMeters implements MeterDocumentation {

	/**
	 * Checkpoints that could not be put there, each try counted.
	 */
	FAILURES("relay.audit.sink.failures", Meter.Type.COUNTER),

	/**
	 * Checkpoints that are not there yet.
	 */
	PENDING("relay.audit.sink.pending", Meter.Type.GAUGE);

	private final String meterName;

	private final Meter.Type type;

	SinkMeters(String meterName, Meter.Type type) {
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

	@Override
	public KeyName[] getKeyNames() {
		return SinkTag.values();
	}

	/**
	 * The tags.
	 */
	enum SinkTag implements KeyName {

		/**
		 * The place: {@code log}, {@code file} or {@code bucket}.
		 */
		SINK {

			@Override
			public String asString() {
				return "sink";
			}

		}

	}

}

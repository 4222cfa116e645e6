package io.onsrelay.silence;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of silences. All replicas show the same.
 */
enum SilenceMeters implements MeterDocumentation {

	/**
	 * How many silences are active.
	 */
	ACTIVE {

		@Override
		public String getName() {
			return "relay.silences.active";
		}

		@Override
		public Meter.Type getType() {
			return Meter.Type.GAUGE;
		}

	}

}

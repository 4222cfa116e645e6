package io.onsrelay.canary;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the canary.
 */
enum CanaryMeters implements MeterDocumentation {

	/**
	 * Messages that were to be published.
	 */
	PUBLISHED("relay.canary.published", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return CanaryTag.values();
		}

	},

	/**
	 * Time from publishing a message to its request.
	 */
	RECEIVED("relay.canary.received", Meter.Type.TIMER),

	/**
	 * Time from publishing a message to the commit that notes it.
	 */
	COMMITTED("relay.canary.committed", Meter.Type.TIMER),

	/**
	 * Whether none comes back: 1 or 0.
	 */
	BROKEN("relay.canary.broken", Meter.Type.GAUGE);

	private final String meterName;

	private final Meter.Type type;

	CanaryMeters(String meterName, Meter.Type type) {
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

	/**
	 * The tags.
	 */
	enum CanaryTag implements KeyName {

		/**
		 * Whether ONS took the message: {@code published} or {@code failed}.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

}

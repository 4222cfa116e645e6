package io.onsrelay.relay;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the relay. A message counts once, when it is on disk; one that was there
 * before counts no more.
 */
enum RelayMeters implements MeterDocumentation {

	/**
	 * Messages, by whether a route applied.
	 */
	ROUTED("relay.routed") {

		@Override
		public KeyName[] getKeyNames() {
			return new KeyName[] { RelayTag.OUTCOME };
		}

	},

	/**
	 * Messages that were appended to a destination in the same database, by the commit
	 * that accepted them.
	 */
	APPENDED("relay.appended") {

		@Override
		public KeyName[] getKeyNames() {
			return new KeyName[] { RelayTag.NOTIFIER, RelayTag.DESTINATION };
		}

	},

	/**
	 * Deliveries that a mute window held back.
	 */
	MUTED("relay.muted") {

		@Override
		public KeyName[] getKeyNames() {
			return new KeyName[] { RelayTag.NOTIFIER, RelayTag.DESTINATION };
		}

	},

	/**
	 * Deliveries that a silence held back.
	 */
	SILENCED("relay.silenced") {

		@Override
		public KeyName[] getKeyNames() {
			return new KeyName[] { RelayTag.NOTIFIER, RelayTag.DESTINATION };
		}

	};

	private final String meterName;

	RelayMeters(String meterName) {
		this.meterName = meterName;
	}

	@Override
	public String getName() {
		return this.meterName;
	}

	@Override
	public Meter.Type getType() {
		return Meter.Type.COUNTER;
	}

	/**
	 * The tags. All are bounded by the configuration.
	 */
	enum RelayTag implements KeyName {

		/**
		 * Whether a route applied: one of {@link RoutingOutcome}, in lower case.
		 */
		OUTCOME("outcome"),

		/**
		 * The kind of the destination.
		 */
		NOTIFIER("notifier"),

		/**
		 * The name of the destination.
		 */
		DESTINATION("destination");

		private final String key;

		RelayTag(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Whether a route applied to a message.
	 */
	enum RoutingOutcome {

		/**
		 * At least one did, even if it was muted.
		 */
		ROUTED,

		/**
		 * None did: only the destinations that receive all messages get it.
		 */
		UNROUTED

	}

}

package io.onsrelay.delivery;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of deliveries. All have the tags {@code notifier} (the kind) and
 * {@code destination} (the name), which are bounded by the configuration, and by earlier
 * ones.
 */
enum DeliveryMeters implements MeterDocumentation {

	/**
	 * How long each attempt took.
	 */
	ATTEMPTS("relay.delivery.attempts", Meter.Type.TIMER) {

		@Override
		public KeyName[] getKeyNames() {
			return KeyName.merge(super.getKeyNames(), new KeyName[] { DeliveryTag.OUTCOME, DeliveryTag.REASON });
		}

	},

	/**
	 * The end-to-end latency: from the receipt of a message to its delivery.
	 */
	LAG("relay.delivery.lag", Meter.Type.TIMER),

	/**
	 * Deliveries that were enqueued: for each accepted message one to each of its
	 * destinations, and each replay of a dead letter. What is enqueued is delivered, dead
	 * or pending.
	 */
	ENQUEUED("relay.delivery.enqueued", Meter.Type.COUNTER),

	/**
	 * How many deliveries are pending.
	 */
	PENDING("relay.delivery.pending", Meter.Type.GAUGE),

	/**
	 * The age of the oldest message with a pending delivery, in seconds.
	 */
	OLDEST("relay.delivery.oldest", Meter.Type.GAUGE),

	/**
	 * How many dead letters there are that are not acknowledged.
	 */
	DEAD("relay.delivery.dead", Meter.Type.GAUGE),

	/**
	 * How many deliveries are pending for a destination that is not configured any more,
	 * so that no lane delivers them.
	 */
	ORPHANED("relay.delivery.orphaned", Meter.Type.GAUGE),

	/**
	 * For how long the destination is paused, because of its {@code Retry-After} or its
	 * rate, in seconds.
	 */
	PAUSED("relay.delivery.paused", Meter.Type.GAUGE),

	/**
	 * For how long an operator has paused the destination, in seconds; 0 if it is not
	 * paused.
	 */
	SUSPENDED("relay.delivery.suspended", Meter.Type.GAUGE),

	/**
	 * Whether the circuit is in the state of the tag: 1 or 0.
	 */
	CIRCUIT("relay.circuit", Meter.Type.GAUGE) {

		@Override
		public KeyName[] getKeyNames() {
			return KeyName.merge(super.getKeyNames(), new KeyName[] { DeliveryTag.STATE });
		}

	};

	private final String meterName;

	private final Meter.Type type;

	DeliveryMeters(String meterName, Meter.Type type) {
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
		return new KeyName[] { DeliveryTag.NOTIFIER, DeliveryTag.DESTINATION };
	}

	/**
	 * The tags.
	 */
	enum DeliveryTag implements KeyName {

		/**
		 * The kind of the destination.
		 */
		NOTIFIER("notifier"),

		/**
		 * The name of the destination.
		 */
		DESTINATION("destination"),

		/**
		 * What the attempt led to: delivered, retry or dead.
		 */
		OUTCOME("outcome"),

		/**
		 * Why the attempt did not deliver: a value of {@code Outcome.Reason} in lower
		 * case, or none.
		 */
		REASON("reason"),

		/**
		 * The state of the circuit: closed, half_open or open.
		 */
		STATE("state");

		private final String key;

		DeliveryTag(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}

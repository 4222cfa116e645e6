package io.onsrelay.confirmation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of confirmations.
 */
enum ConfirmationMeters implements MeterDocumentation {

	/**
	 * Steps of confirmations: one for the request, and one for each attempt or change of
	 * state after it.
	 */
	CONFIRMATIONS {

		@Override
		public String getName() {
			return "relay.confirmations";
		}

		@Override
		public Meter.Type getType() {
			return Meter.Type.COUNTER;
		}

		@Override
		public KeyName[] getKeyNames() {
			return ConfirmationTag.values();
		}

	};

	/**
	 * The tags.
	 */
	enum ConfirmationTag implements KeyName {

		/**
		 * The outcome: one of {@link ConfirmationOutcome}, in lower case.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * The outcome of a step.
	 */
	enum ConfirmationOutcome {

		/**
		 * ONS requested it.
		 */
		RECEIVED,

		/**
		 * An attempt failed and will be repeated.
		 */
		RETRY,

		/**
		 * ONS has replied that it is confirmed.
		 */
		ACKNOWLEDGED,

		/**
		 * ONS lists the subscription as active.
		 */
		ACTIVE,

		/**
		 * Its URL was refused.
		 */
		REFUSED,

		/**
		 * ONS has confirmed another topic or subscription.
		 */
		MISMATCHED,

		/**
		 * It was not confirmed in time, or the subscription was deleted.
		 */
		EXPIRED,

		/**
		 * An operator has to confirm it, since confirming is switched off.
		 */
		DISABLED

	}

}

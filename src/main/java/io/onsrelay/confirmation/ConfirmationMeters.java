package io.onsrelay.confirmation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of confirmations.
 */
enum ConfirmationMeters implements MeterDocumentation {

	/**
	 * Steps of confirmations: one is counted when the request came in, and one for each
	 * attempt or change of state after it.
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
		 * What happened: one of {@link ConfirmationOutcome}, in lower case.
		 */
		OUTCOME {

			@Override
			public String asString() {
				return "outcome";
			}

		}

	}

	/**
	 * What happened to a confirmation.
	 */
	enum ConfirmationOutcome {

		/**
		 * ONS asked for it.
		 */
		RECEIVED,

		/**
		 * An attempt did not confirm it; there will be another one.
		 */
		RETRY,

		/**
		 * ONS has answered that it is confirmed.
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
		 * ONS has confirmed something else.
		 */
		MISMATCHED,

		/**
		 * It was not confirmed in time, or the subscription was deleted.
		 */
		EXPIRED,

		/**
		 * It is left to a person, since confirming is switched off.
		 */
		DISABLED

	}

}

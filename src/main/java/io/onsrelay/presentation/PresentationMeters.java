package io.onsrelay.presentation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the presentation.
 */
enum PresentationMeters implements MeterDocumentation {

	/**
	 * Messages shown in the default wording because a template of their route failed.
	 */
	TEMPLATE_FAILURES {

		@Override
		public String getName() {
			return "relay.template.failures";
		}

		@Override
		public Meter.Type getType() {
			return Meter.Type.COUNTER;
		}

		@Override
		public KeyName[] getKeyNames() {
			return PresentationTag.values();
		}

	},

	/**
	 * Messages shown without their text because a pattern of secrets took too long.
	 */
	REDACTION_FAILURES {

		@Override
		public String getName() {
			return "relay.redaction.failures";
		}

		@Override
		public Meter.Type getType() {
			return Meter.Type.COUNTER;
		}

	};

	/**
	 * The tags.
	 */
	enum PresentationTag implements KeyName {

		/**
		 * The name of the route, which is bounded by the configuration.
		 */
		ROUTE {

			@Override
			public String asString() {
				return "route";
			}

		}

	}

}

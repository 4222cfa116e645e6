package io.onsrelay.signature;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of signatures.
 */
enum SignatureMeters implements MeterDocumentation {

	/**
	 * Messages whose signature was looked at, by outcome.
	 */
	SIGNATURES("relay.signatures", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return new KeyName[] { SignatureTag.OUTCOME };
		}

	},

	/**
	 * Messages that have verified, by version and construction. A series is there from
	 * the first such message on.
	 */
	VERIFIED("relay.signatures.verified", Meter.Type.COUNTER) {

		@Override
		public KeyName[] getKeyNames() {
			return new KeyName[] { SignatureTag.VERSION, SignatureTag.CONSTRUCTION };
		}

	},

	/**
	 * Time to try constructions on a message, without the fetching of its certificate.
	 */
	CHECKS("relay.signatures.check", Meter.Type.TIMER);

	private final String meterName;

	private final Meter.Type type;

	SignatureMeters(String meterName, Meter.Type type) {
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
	enum SignatureTag implements KeyName {

		/**
		 * The outcome: one of {@link SignatureVerdict.SignatureOutcome}, in lower case.
		 */
		OUTCOME("outcome"),

		/**
		 * The version of the signature: two numbers, {@code none} or {@code other}.
		 */
		VERSION("version"),

		/**
		 * The name of the construction.
		 */
		CONSTRUCTION("construction");

		private final String key;

		SignatureTag(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}

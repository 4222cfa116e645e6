package io.onsrelay.credential;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * The meters of the users' logins.
 */
enum CredentialMeters implements MeterDocumentation {

	/**
	 * Logins with wrong credentials. A request without credentials is none of them.
	 */
	FAILURES {

		@Override
		public String getName() {
			return "relay.auth.failures";
		}

		@Override
		public Meter.Type getType() {
			return Meter.Type.COUNTER;
		}

		@Override
		public KeyName[] getKeyNames() {
			return CredentialTag.values();
		}

	};

	/**
	 * The tags.
	 */
	enum CredentialTag implements KeyName {

		/**
		 * The account: {@code ingest} or {@code admin}.
		 */
		ACCOUNT("account"),

		/**
		 * Whether the user name is the account's: one of {@link LoginFailures.Username},
		 * in lower case.
		 */
		USER("user"),

		/**
		 * How the login ended: one of {@link LoginFailures.Ending}, in lower case.
		 */
		OUTCOME("outcome");

		private final String key;

		CredentialTag(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}

package io.onsrelay.notifier.http;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.secret.Secret;

/**
 * What a call proves its right with.
 */
sealed interface CallCredentials permits CallCredentials.Fixed, AccessTokens {

	/**
	 * Return the credentials for a call.
	 * @return the credentials, or why there are none
	 */
	Lookup get();

	/**
	 * Called where a service does not accept credentials.
	 * @param found the credentials
	 * @return whether others can be had that it may accept
	 */
	boolean isRenewed(Found found);

	/**
	 * The result of asking for credentials.
	 */
	sealed interface Lookup {

	}

	/**
	 * There are credentials.
	 *
	 * @param header the value of the header {@code Authorization}; empty for none
	 * @param kept whether they were asked for by an earlier call
	 */
	record Found(Secret header, boolean kept) implements Lookup {
	}

	/**
	 * There are none.
	 *
	 * @param outcome the outcome of the call that needs them
	 */
	record Missing(Outcome outcome) implements Lookup {
	}

	/**
	 * CallCredentials that are always the same.
	 *
	 * @param header the value of the header {@code Authorization}; empty for none
	 */
	record Fixed(Secret header) implements CallCredentials {

		@Override
		public Lookup get() {
			return new Found(this.header, false);
		}

		@Override
		public boolean isRenewed(Found found) {
			return false;
		}

	}

}

package io.onsrelay.confirmation;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.secret.Secret;

/**
 * A subscription that is to be confirmed.
 *
 * @param digest the SHA-256 of its URL, which names it
 * @param subscriptionId the OCID of the subscription
 * @param topicId the OCID of the topic, as the request named it
 * @param url the URL whose GET confirms it
 * @param receivedAt when ONS asked for it
 * @param state how far it is
 * @param attempts how many attempts were made
 */
record Confirmation(String digest, String subscriptionId, @Nullable String topicId, Secret url, Instant receivedAt,
		ConfirmationState state, int attempts) {

	/** The token's validity; a resend makes a new one. */
	private static final Duration VALIDITY = Duration.ofDays(3);

	/**
	 * Return whether the URL has lost its validity.
	 * @param now the current time
	 * @return {@code true} if a GET can't confirm anything any more
	 */
	boolean expiredAt(Instant now) {
		return !now.isBefore(this.receivedAt.plus(VALIDITY));
	}

	/**
	 * How far a confirmation is.
	 */
	enum ConfirmationState {

		/**
		 * ONS has not answered as it should yet.
		 */
		PENDING,

		/**
		 * ONS has answered that the subscription is confirmed.
		 */
		ACKNOWLEDGED,

		/**
		 * ONS lists the subscription as active.
		 */
		ACTIVE,

		/**
		 * The URL is none of Oracle's and was never called.
		 */
		REFUSED,

		/**
		 * ONS has confirmed another topic or subscription than the request named.
		 */
		MISMATCHED,

		/**
		 * It was not confirmed in time, or the subscription was deleted.
		 */
		EXPIRED

	}

}

package io.onsrelay.confirmation;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.secret.Secret;

/**
 * A subscription that is to be confirmed.
 *
 * @param digest the SHA-256 of its URL, which identifies it
 * @param subscriptionId the OCID of the subscription
 * @param topicId the OCID of the topic from the request, if it named one
 * @param url the URL whose GET confirms it
 * @param receivedAt when the request was received
 * @param state its state
 * @param attempts the number of attempts so far
 */
record Confirmation(String digest, String subscriptionId, @Nullable String topicId, Secret url, Instant receivedAt,
		ConfirmationState state, int attempts) {

	/** How long the token of a URL is valid; a resend makes a new token. */
	static final Duration VALIDITY = Duration.ofDays(3);

	/**
	 * Return whether the URL has expired.
	 * @param now the current time
	 * @return {@code true} if a GET can no longer confirm the subscription
	 */
	boolean expiredAt(Instant now) {
		return !now.isBefore(this.receivedAt.plus(VALIDITY));
	}

	/**
	 * The state of a confirmation.
	 */
	enum ConfirmationState {

		/**
		 * ONS has not confirmed it yet.
		 */
		PENDING,

		/**
		 * ONS has replied that the subscription is confirmed.
		 */
		ACKNOWLEDGED,

		/**
		 * ONS lists the subscription as active.
		 */
		ACTIVE,

		/**
		 * The URL is not one of Oracle's and is not called.
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

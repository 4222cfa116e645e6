package io.onsrelay.subscription;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.provisioning.Subscriptions.SubscriptionState;

/**
 * What is stored of a subscription.
 *
 * @param id its OCID, in lower case
 * @param topicId the OCID of its topic; {@code null} if it is not known
 * @param state its state; {@code null} if it is not known
 * @param pendingSince since when it is seen as pending; {@code null} if it is not
 * @param resentAt when its confirmation was last sent again; {@code null} if it was not,
 * or the subscription is not pending any more and that was told
 */
record KnownSubscription(String id, @Nullable String topicId, @Nullable SubscriptionState state,
		@Nullable Instant pendingSince, @Nullable Instant resentAt) {

	/**
	 * So long a confirmation may take: longer, and it needs help.
	 */
	private static final Duration USUAL = Duration.ofMinutes(10);

	private static final Duration RESEND_INTERVAL = Duration.ofDays(1);

	/**
	 * Return whether it has been pending for more than ten minutes.
	 */
	boolean isLate(Instant now) {
		return this.pendingSince != null && now.isAfter(this.pendingSince.plus(USUAL));
	}

	/**
	 * Return whether the confirmation is to be sent again now: once a day.
	 */
	boolean isToBeResent(Instant now) {
		return isLate(now) && (this.resentAt == null || !now.isBefore(this.resentAt.plus(RESEND_INTERVAL)));
	}

}

package io.onsrelay.confirmation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.onsrelay.confirmation.Confirmation.ConfirmationState;
import io.onsrelay.confirmation.ConfirmationTable.AttemptResult;
import io.onsrelay.confirmation.url.ConfirmationGuard;
import io.onsrelay.provisioning.Subscriptions;
import io.onsrelay.timing.Backoff;

/**
 * One attempt to confirm a subscription: the GET, and if OCI credentials are configured a
 * query of the subscription's state.
 */
final class ConfirmationAttempt {

	private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(4), Duration.ofHours(1));

	private final ConfirmationGuard guard;

	private final ConfirmationClients clients;

	private final Subscriptions subscriptions;

	private final TopicPolicy topics;

	private final RandomGenerator random;

	ConfirmationAttempt(ConfirmationGuard guard, ConfirmationClients clients, Subscriptions subscriptions,
			TopicPolicy topics, RandomGenerator random) {
		this.guard = guard;
		this.clients = clients;
		this.subscriptions = subscriptions;
		this.topics = topics;
		this.random = random;
	}

	/**
	 * Makes the attempt.
	 * @param confirmation the subscription to confirm
	 * @param now the current time
	 * @return the result
	 */
	AttemptResult make(Confirmation confirmation, Instant now) {
		if (confirmation.expiredAt(now)) {
			return settled(ConfirmationState.EXPIRED,
					"it was not confirmed within the three days that its URL was valid");
		}
		if (confirmation.state() == ConfirmationState.ACKNOWLEDGED) {
			// ONS listed it as pending last time: another GET only if it still does
			Optional<Subscriptions.SubscriptionState> state = this.subscriptions.state(confirmation.subscriptionId());
			if (!state.equals(Optional.of(Subscriptions.SubscriptionState.PENDING))) {
				return acknowledged(confirmation, now, state, "ONS confirmed it before");
			}
		}
		// The configuration may have changed since the URL was received
		return switch (this.guard.check(confirmation.url().reveal())) {
			case ConfirmationGuard.Refused refused ->
				settled(ConfirmationState.REFUSED, "its URL " + refused.reason().explanation());
			case ConfirmationGuard.Admitted admitted -> get(confirmation, now, admitted);
		};
	}

	private AttemptResult get(Confirmation confirmation, Instant now, ConfirmationGuard.Admitted admitted) {
		String subscription = admitted.subscriptionId();
		ConfirmationReply reply = ConfirmationReply.judge(this.clients.get(confirmation.url(), admitted), subscription,
				confirmation.topicId(), this.topics);
		return switch (reply) {
			case ConfirmationReply.Confirmed confirmed ->
				acknowledged(confirmation, now, this.subscriptions.state(subscription), confirmed.result());
			case ConfirmationReply.Mismatched mismatched -> settled(ConfirmationState.MISMATCHED, mismatched.detail());
			case ConfirmationReply.Unconfirmed unconfirmed ->
				retry(confirmation, now, confirmation.state(), unconfirmed.detail(), unconfirmed.retryAfter());
		};
	}

	private AttemptResult acknowledged(Confirmation confirmation, Instant now,
			Optional<Subscriptions.SubscriptionState> state, String detail) {
		if (state.isEmpty()) {
			return settled(ConfirmationState.ACKNOWLEDGED, detail);
		}
		return switch (state.get()) {
			case ACTIVE -> settled(ConfirmationState.ACTIVE, detail);
			case PENDING -> retry(confirmation, now, ConfirmationState.ACKNOWLEDGED,
					detail + ", but ONS lists the subscription as pending", Optional.empty());
			case DELETED -> settled(ConfirmationState.EXPIRED, "the subscription was deleted");
		};
	}

	private AttemptResult retry(Confirmation confirmation, Instant now, ConfirmationState state, String detail,
			Optional<Duration> retryAfter) {
		Duration delay = BACKOFF.delay(confirmation.attempts() + 1, retryAfter.orElse(null), this.random);
		return new AttemptResult(state, now.plus(delay), detail);
	}

	private static AttemptResult settled(ConfirmationState state, String detail) {
		return new AttemptResult(state, null, detail);
	}

}

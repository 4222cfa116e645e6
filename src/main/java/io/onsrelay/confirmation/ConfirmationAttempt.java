package io.onsrelay.confirmation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import io.onsrelay.confirmation.Confirmation.State;
import io.onsrelay.confirmation.ConfirmationTable.Progress;
import io.onsrelay.provisioning.Subscriptions;

/**
 * One attempt to confirm a subscription: the GET, and where credentials are configured
 * the question whether it is active now.
 */
final class ConfirmationAttempt {

	private final ConfirmationGuard guard;

	private final ConfirmationClients clients;

	private final Subscriptions subscriptions;

	private final TopicPolicy topics;

	private final Backoff backoff;

	ConfirmationAttempt(ConfirmationGuard guard, ConfirmationClients clients, Subscriptions subscriptions,
			TopicPolicy topics, Backoff backoff) {
		this.guard = guard;
		this.clients = clients;
		this.subscriptions = subscriptions;
		this.topics = topics;
		this.backoff = backoff;
	}

	/**
	 * Makes the attempt.
	 * @param confirmation what to confirm
	 * @param now the current time
	 * @return what came of it
	 */
	Progress make(Confirmation confirmation, Instant now) {
		if (confirmation.expiredAt(now)) {
			return done(State.EXPIRED, "it was not confirmed within the three days that its URL was valid");
		}
		if (confirmation.state() == State.ACKNOWLEDGED) {
			// ONS still called it pending the last time: only where it does so again,
			// another GET
			Optional<Subscriptions.State> state = this.subscriptions.state(confirmation.subscriptionId());
			if (!state.equals(Optional.of(Subscriptions.State.PENDING))) {
				return acknowledged(confirmation, now, state, "ONS said so before");
			}
		}
		// The configuration may have changed since the URL was received
		return switch (this.guard.check(confirmation.url().reveal())) {
			case ConfirmationGuard.Refused refused -> done(State.REFUSED, "its URL " + refused.reason().explanation());
			case ConfirmationGuard.Admitted admitted -> get(confirmation, now, admitted);
		};
	}

	private Progress get(Confirmation confirmation, Instant now, ConfirmationGuard.Admitted admitted) {
		String subscription = admitted.subscriptionId();
		ConfirmationReply reply = ConfirmationReply.judge(this.clients.get(confirmation.url(), admitted), subscription,
				confirmation.topicId(), this.topics);
		return switch (reply) {
			case ConfirmationReply.Confirmed confirmed ->
				acknowledged(confirmation, now, this.subscriptions.state(subscription), confirmed.result());
			case ConfirmationReply.Mismatched mismatched -> done(State.MISMATCHED, mismatched.detail());
			case ConfirmationReply.Again again ->
				again(confirmation, now, confirmation.state(), again.detail(), again.retryAfter());
		};
	}

	private Progress acknowledged(Confirmation confirmation, Instant now, Optional<Subscriptions.State> state,
			String detail) {
		if (state.isEmpty()) {
			return done(State.ACKNOWLEDGED, detail);
		}
		return switch (state.get()) {
			case ACTIVE -> done(State.ACTIVE, detail);
			case PENDING -> again(confirmation, now, State.ACKNOWLEDGED,
					detail + ", but ONS lists the subscription as pending", Optional.empty());
			case DELETED -> done(State.EXPIRED, "the subscription was deleted");
		};
	}

	private Progress again(Confirmation confirmation, Instant now, State state, String detail,
			Optional<Duration> retryAfter) {
		return new Progress(state, now.plus(this.backoff.next(confirmation.attempts(), retryAfter)), detail);
	}

	private static Progress done(State state, String detail) {
		return new Progress(state, null, detail);
	}

}

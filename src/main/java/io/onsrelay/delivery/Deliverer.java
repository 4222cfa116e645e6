package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.delivery.policy.Disposition;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;

/**
 * Makes one attempt: calls a notifier with what was claimed, judges what came of it, and
 * records that.
 */
final class Deliverer {

	private static final Disposition GONE = new Disposition.Dead(Outcome.Reason.RENDERING,
			"The message is no longer in the journal");

	private final Logger logger = LoggerFactory.getLogger(Deliverer.class);

	private final Caller caller;

	private final NotificationLoader notifications;

	private final Outbox outbox;

	private final RetryPolicy policy;

	private final DeliveryMeters meters;

	private final Clock clock;

	Deliverer(Caller caller, NotificationLoader notifications, Outbox outbox, RetryPolicy policy, DeliveryMeters meters,
			Clock clock) {
		this.caller = caller;
		this.notifications = notifications;
		this.outbox = outbox;
		this.policy = policy;
		this.meters = meters;
		this.clock = clock;
	}

	/**
	 * Delivers a batch and records what became of it. Where a batch of several is
	 * refused, nothing is recorded: one of them may be to blame, and each is to be tried
	 * alone.
	 * @param claims what was claimed, no more than the notifier takes in one call
	 * @return what came of the call
	 * @throws io.onsrelay.store.StoreUnavailableException if nothing could be read or
	 * recorded: the claims come back when their leases end
	 */
	Outcome deliver(List<Claim> claims) {
		Map<Claim, Notification> batch = this.notifications.load(claims);
		recordGone(claims, batch.keySet());
		if (batch.isEmpty()) {
			return Outcome.delivered();
		}
		Instant startedAt = this.clock.instant();
		long start = System.nanoTime();
		Outcome outcome = this.caller.call(List.copyOf(batch.values()));
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		if (!(outcome instanceof Outcome.Rejected && batch.size() > 1)) {
			record(batch.keySet(), (claim) -> new Attempt(claim, startedAt, duration, judge(claim, outcome)));
		}
		return outcome;
	}

	private void recordGone(Collection<Claim> claims, Collection<Claim> there) {
		List<Claim> gone = new ArrayList<>(claims);
		gone.removeAll(there);
		if (!gone.isEmpty()) {
			record(gone, (claim) -> new Attempt(claim, this.clock.instant(), Duration.ZERO, GONE));
		}
	}

	private Disposition judge(Claim claim, Outcome outcome) {
		return this.policy.judge(outcome, claim.attempts() + 1, since(claim.pendingSince()));
	}

	/**
	 * Records attempts and tells of them, but for those that came too late to count.
	 */
	private void record(Collection<Claim> claims, Function<Claim, Attempt> made) {
		this.outbox.record(claims.stream().map(made).toList()).forEach(this::count);
	}

	private void count(Attempt attempt) {
		Claim claim = attempt.claim();
		this.meters.attempted(attempt);
		switch (attempt.disposition()) {
			case Disposition.Delivered _ -> this.meters.delivered(claim.destination(), since(claim.receivedAt()));
			case Disposition.Dead dead -> this.logger.error("Dead letter {} for {} after {} attempts: {}, {}",
					claim.id(), claim.destination(), claim.attempts() + 1, dead.reason(), dead.detail());
			case Disposition.Retry _ -> {
			}
		}
	}

	private Duration since(Instant time) {
		return Duration.between(time, this.clock.instant());
	}

}

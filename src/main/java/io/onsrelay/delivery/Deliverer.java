package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.delivery.policy.Verdict;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Treatments;

/**
 * Makes one attempt: calls a notifier with what was claimed, judges what came of it, and
 * records that.
 */
final class Deliverer {

	private static final Verdict GONE = new Verdict.Dead(Outcome.Reason.RENDERING,
			"The message is no longer in the journal");

	private final Logger logger = LoggerFactory.getLogger(Deliverer.class);

	private final Journal journal;

	private final Outbox outbox;

	private final Treatments treatments;

	private final RetryPolicy policy;

	private final DeliveryMeters meters;

	private final Clock clock;

	Deliverer(Journal journal, Outbox outbox, Treatments treatments, RetryPolicy policy, DeliveryMeters meters,
			Clock clock) {
		this.journal = journal;
		this.outbox = outbox;
		this.treatments = treatments;
		this.policy = policy;
		this.meters = meters;
		this.clock = clock;
	}

	/**
	 * Delivers a batch and records what became of it.
	 * @param destination where it goes
	 * @param notifier who delivers
	 * @param claims what was claimed, no more than the notifier takes in one call
	 * @return what came of the call
	 * @throws io.onsrelay.store.StoreUnavailableException if nothing could be read or
	 * recorded: the claims come back when their leases end
	 */
	Outcome deliver(Destination destination, Notifier notifier, List<Claim> claims) {
		Map<Claim, Notification> batch = notifications(claims);
		if (batch.isEmpty()) {
			return Outcome.delivered();
		}
		long start = System.nanoTime();
		Outcome outcome = call(destination, notifier, List.copyOf(batch.values()));
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		record(batch.keySet(), (claim) -> judge(claim, outcome), duration);
		return outcome;
	}

	/**
	 * Looks the messages up. A delivery whose message is gone from the journal can't be
	 * made any more.
	 */
	private Map<Claim, Notification> notifications(List<Claim> claims) {
		Map<Long, Message> messages = this.journal.find(claims.stream().map(Claim::messageSeq).toList());
		Map<Claim, Notification> notifications = new LinkedHashMap<>();
		List<Claim> lost = new ArrayList<>();
		for (Claim claim : claims) {
			Message message = messages.get(claim.messageSeq());
			if (message != null) {
				notifications.put(claim, claim.notification(message, this.treatments.of(claim.route())));
			}
			else {
				lost.add(claim);
			}
		}
		if (!lost.isEmpty()) {
			record(lost, (_) -> GONE, Duration.ZERO);
		}
		return notifications;
	}

	private Outcome call(Destination destination, Notifier notifier, List<Notification> notifications) {
		try (MDC.MDCCloseable _ = MDC.putCloseable("destination", destination.toString());
				MDC.MDCCloseable _ = MDC.putCloseable("message", notifications.getFirst().idempotencyKey())) {
			return notifier.deliver(notifications);
		}
		// The boundary of the thread: a notifier that fails is tried again. Its
		// exception's message may hold a secret.
		catch (RuntimeException ex) {
			this.logger.error("The notifier of {} failed with {} at {}", destination, ex.getClass().getName(),
					(ex.getStackTrace().length > 0) ? ex.getStackTrace()[0] : "an unknown place");
			return Outcome.retry(Outcome.Reason.UNEXPECTED, ex.getClass().getSimpleName());
		}
	}

	private Verdict judge(Claim claim, Outcome outcome) {
		return this.policy.judge(outcome, claim.attempts() + 1, age(claim));
	}

	/**
	 * Records the verdicts and tells them, but for those that came too late to count.
	 */
	private void record(Collection<Claim> claims, Function<Claim, Verdict> judge, Duration duration) {
		Map<Claim, Verdict> verdicts = new LinkedHashMap<>();
		claims.forEach((claim) -> verdicts.put(claim, judge.apply(claim)));
		this.outbox.record(verdicts).forEach((claim, verdict) -> tell(claim, verdict, duration));
	}

	private void tell(Claim claim, Verdict verdict, Duration duration) {
		this.meters.attempted(claim.destination(), verdict, duration);
		switch (verdict) {
			case Verdict.Delivered _ -> this.meters.delivered(claim.destination(), age(claim));
			case Verdict.Dead dead -> this.logger.error("Dead letter {} for {} after {} attempts: {}, {}", claim.id(),
					claim.destination(), claim.attempts() + 1, dead.reason(), dead.detail());
			case Verdict.Again _ -> {
			}
		}
	}

	private Duration age(Claim claim) {
		return Duration.between(claim.receivedAt(), this.clock.instant());
	}

}

package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

/**
 * Makes one attempt: calls a notifier with what was claimed, judges what came of it, and
 * records that.
 */
final class Deliverer {

	private final Logger logger = LoggerFactory.getLogger(Deliverer.class);

	private final Journal journal;

	private final Outbox outbox;

	private final RetryPolicy policy;

	private final DeliveryMeters meters;

	private final Clock clock;

	Deliverer(Journal journal, Outbox outbox, RetryPolicy policy, DeliveryMeters meters, Clock clock) {
		this.journal = journal;
		this.outbox = outbox;
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
		List<Claim> batch = new ArrayList<>(claims);
		List<Notification> notifications = notifications(batch);
		if (notifications.isEmpty()) {
			return Outcome.delivered();
		}
		long start = System.nanoTime();
		Outcome outcome = call(destination, notifier, notifications);
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		List<Verdict> verdicts = batch.stream().map((claim) -> judge(claim, outcome)).toList();
		this.outbox.record(batch, verdicts);
		report(batch, verdicts, duration);
		return outcome;
	}

	/**
	 * Looks the messages up. A delivery whose message is gone from the journal can't be
	 * made any more.
	 */
	private List<Notification> notifications(List<Claim> batch) {
		Map<Long, Message> messages = this.journal.find(batch.stream().map(Claim::messageSeq).toList());
		List<Claim> lost = batch.stream().filter((claim) -> !messages.containsKey(claim.messageSeq())).toList();
		if (!lost.isEmpty()) {
			Verdict dead = new Verdict.Dead(Outcome.Reason.RENDERING, "The message is no longer in the journal");
			this.outbox.record(lost, lost.stream().map((_) -> dead).toList());
			batch.removeAll(lost);
		}
		List<Notification> notifications = new ArrayList<>();
		for (Claim claim : batch) {
			Message message = messages.get(claim.messageSeq());
			if (message != null) {
				notifications.add(claim.notification(message));
			}
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
		Duration age = Duration.between(claim.receivedAt(), this.clock.instant());
		return this.policy.judge(outcome, claim.attempts() + 1, age);
	}

	private void report(List<Claim> batch, List<Verdict> verdicts, Duration duration) {
		Instant now = this.clock.instant();
		for (int i = 0; i < batch.size(); i++) {
			Claim claim = batch.get(i);
			Verdict verdict = verdicts.get(i);
			this.meters.attempted(claim.destination(), verdict, duration);
			switch (verdict) {
				case Verdict.Delivered _ ->
					this.meters.delivered(claim.destination(), Duration.between(claim.receivedAt(), now));
				case Verdict.Dead dead -> this.logger.error("Dead letter {} for {} after {} attempts: {}, {}",
						claim.id(), claim.destination(), claim.attempts() + 1, dead.reason(), dead.detail());
				case Verdict.Again _ -> {
				}
			}
		}
	}

}

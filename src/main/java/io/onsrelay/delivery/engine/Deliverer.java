package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.onsrelay.delivery.policy.Disposition;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.delivery.queue.Attempt;
import io.onsrelay.delivery.queue.Claim;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.timing.SteadyClock;

/**
 * Makes one call to a destination: loads the messages of the claims, calls the notifier,
 * and records an attempt for each claim.
 */
final class Deliverer {

	private static final Disposition GONE = new Disposition.Dead(Outcome.Reason.RENDERING,
			"The message is no longer in the journal");

	private final Logger logger = LoggerFactory.getLogger(Deliverer.class);

	private final Notifier notifier;

	private final NotificationLoader notifications;

	private final RetryPolicy policy;

	private final AttemptRecorder recorder;

	private final SteadyClock clock;

	Deliverer(Notifier notifier, NotificationLoader notifications, RetryPolicy policy, AttemptRecorder recorder,
			SteadyClock clock) {
		this.notifier = notifier;
		this.notifications = notifications;
		this.policy = policy;
		this.recorder = recorder;
		this.clock = clock;
	}

	/**
	 * Delivers a batch and records the attempts. If the destination rejects a batch of
	 * several, nothing is recorded: one message may be the cause, and the lane tries each
	 * alone.
	 * @param claims claims of one destination, no more than its notifier takes in one
	 * call
	 * @return the outcome of the call
	 * @throws io.onsrelay.store.StoreUnavailableException if nothing could be read or
	 * recorded: the claims are due again when their leases end
	 */
	Outcome deliver(List<Claim> claims) {
		Map<Claim, Notification> batch = this.notifications.load(claims);
		recordGone(claims, batch.keySet());
		if (batch.isEmpty()) {
			return Outcome.delivered();
		}
		Instant startedAt = this.clock.wallTime();
		long start = System.nanoTime();
		Outcome outcome = call(List.copyOf(batch.values()));
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		if (!(outcome instanceof Outcome.Rejected && batch.size() > 1)) {
			record(batch.keySet(), batch, (claim) -> new Attempt(claim, startedAt, duration, judge(claim, outcome)));
		}
		return outcome;
	}

	private Outcome call(List<Notification> batch) {
		Destination destination = batch.getFirst().destination();
		try (MDC.MDCCloseable _ = MDC.putCloseable("destination", destination.toString());
				MDC.MDCCloseable _ = MDC.putCloseable("message", batch.getFirst().idempotencyKey())) {
			return this.notifier.deliver(batch);
		}
		// The boundary of the thread: a notifier that throws is tried again. The message
		// of its exception may hold a secret.
		catch (RuntimeException ex) {
			this.logger.error("The notifier of {} failed with {} at {}", destination, ex.getClass().getName(),
					(ex.getStackTrace().length > 0) ? ex.getStackTrace()[0] : "an unknown place");
			return Outcome.retry(Outcome.Reason.UNEXPECTED, ex.getClass().getSimpleName());
		}
	}

	private void recordGone(Collection<Claim> claims, Collection<Claim> found) {
		List<Claim> gone = new ArrayList<>(claims);
		gone.removeAll(found);
		if (!gone.isEmpty()) {
			record(gone, Map.of(), (claim) -> new Attempt(claim, this.clock.wallTime(), Duration.ZERO, GONE));
		}
	}

	private void record(Collection<Claim> claims, Map<Claim, Notification> batch, Function<Claim, Attempt> made) {
		this.recorder.record(claims.stream().map(made).toList(), batch);
	}

	private Disposition judge(Claim claim, Outcome outcome) {
		return this.policy.judge(outcome, claim.attempts() + 1,
				Duration.between(claim.pendingSince(), this.clock.instant()),
				() -> this.recorder.count(claim, Outcome.Reason.UNRECOGNIZED));
	}

}

package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import io.onsrelay.delivery.DestinationPauses;
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

	private final DestinationPauses pauses;

	private final SteadyClock clock;

	Deliverer(Notifier notifier, NotificationLoader notifications, RetryPolicy policy, AttemptRecorder recorder,
			DestinationPauses pauses, SteadyClock clock) {
		this.notifier = notifier;
		this.notifications = notifications;
		this.policy = policy;
		this.recorder = recorder;
		this.pauses = pauses;
		this.clock = clock;
	}

	/**
	 * Prepares calls that are about to begin: their messages are read by one query. A
	 * batch of several has a query of its own.
	 * @param batches the claims of each call
	 */
	void prepare(List<List<Claim>> batches) {
		List<Claim> alone = batches.stream().filter((batch) -> batch.size() == 1).map(List::getFirst).toList();
		if (alone.size() > 1) {
			this.notifications.readAhead(alone);
		}
	}

	/**
	 * Delivers a batch and records the attempts at what the call carried. If the
	 * destination rejects a batch of several as a whole, nothing is recorded: one message
	 * may be the cause, and each is to be tried alone.
	 * @param claims claims of one destination, no more than its notifier takes in one
	 * call
	 * @return the result of the call
	 * @throws io.onsrelay.store.StoreUnavailableException if nothing could be read or
	 * recorded: the claims are due again when their leases end
	 */
	CallResult deliver(List<Claim> claims) {
		Map<Claim, Notification> batch = this.notifications.load(claims);
		recordGone(claims, batch.keySet());
		if (batch.isEmpty()) {
			return new CallResult(Outcome.delivered(), List.of());
		}
		Instant startedAt = this.clock.wallTime();
		long start = System.nanoTime();
		Outcome outcome = call(List.copyOf(batch.values()));
		Duration duration = Duration.ofNanos(System.nanoTime() - start);
		if (outcome instanceof Outcome.Rejected rejected && batch.size() > 1) {
			return new CallResult(rejected, batch.keySet().stream().map(List::of).toList());
		}
		Map<Claim, Outcome.OfOne> carried = carried(batch.keySet(), outcome);
		record(carried.keySet(), batch, (claim) -> new Attempt(claim, startedAt, duration,
				judge(claim, Objects.requireNonNull(carried.get(claim)))));
		List<Claim> unsent = batch.keySet().stream().filter((claim) -> !carried.containsKey(claim)).toList();
		return new CallResult(ofDestination(outcome), unsent.isEmpty() ? List.of() : List.of(unsent));
	}

	private static Map<Claim, Outcome.OfOne> carried(Collection<Claim> claims, Outcome outcome) {
		Map<Claim, Outcome.OfOne> carried = new LinkedHashMap<>();
		Iterator<Outcome.OfOne> outcomes = outcome.each(claims.size()).iterator();
		for (Claim claim : claims) {
			if (outcomes.hasNext()) {
				carried.put(claim, outcomes.next());
			}
		}
		return carried;
	}

	private static Outcome.OfOne ofDestination(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Each each -> each.ofDestination();
			case Outcome.OfOne single -> single;
		};
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

	private Disposition judge(Claim claim, Outcome.OfOne outcome) {
		return this.policy.judge(outcome, claim.attempts() + 1,
				this.pauses.age(claim.destination(), claim.pendingSince()),
				() -> this.recorder.count(claim, Outcome.Reason.UNRECOGNIZED));
	}

	/**
	 * The result of a call.
	 *
	 * @param outcome what the call says of the destination
	 * @param again what further calls are to carry, since this one has decided nothing on
	 * it
	 */
	record CallResult(Outcome.OfOne outcome, List<List<Claim>> again) {
	}

}

package io.onsrelay.confirmation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.confirmation.ConfirmationTable.AttemptResult;
import io.onsrelay.store.StoreUnavailableException;
import io.onsrelay.timing.PeriodicService;
import io.onsrelay.timing.PollInterval;

/**
 * Makes the attempts that are due, on a thread of its own. Of several replicas one makes
 * an attempt; if it stalls until its lease ends and another replica makes the attempt
 * too, the second GET of the same URL does no harm.
 */
final class ConfirmationWorker extends PeriodicService {

	/**
	 * How long to wait before the next attempt when the store is unavailable.
	 */
	private static final Duration UNAVAILABLE_RETRY = Duration.ofSeconds(5);

	private final Logger logger = LoggerFactory.getLogger(ConfirmationWorker.class);

	/**
	 * Longer than a GET may take, so that a shutdown does not interrupt one.
	 */
	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	private final ConfirmationTable table;

	private final ConfirmationAttempt attempt;

	private final ConfirmationMetrics metrics;

	private final Clock clock;

	private final PollInterval polling;

	ConfirmationWorker(ConfirmationTable table, ConfirmationAttempt attempt, ConfirmationMetrics metrics, Clock clock,
			PollInterval polling) {
		super("confirmation", STOP_TIMEOUT, clock);
		this.table = table;
		this.attempt = attempt;
		this.metrics = metrics;
		this.clock = clock;
		this.polling = polling;
	}

	/**
	 * Makes the thread look for confirmations that are due.
	 */
	void wake() {
		wakeUp();
	}

	@Override
	protected Optional<Instant> run() {
		try {
			return this.polling.next(runOnce(), this.clock.instant());
		}
		// The store logs once that it is unavailable.
		catch (StoreUnavailableException ex) {
			return Optional.of(this.clock.instant().plus(UNAVAILABLE_RETRY));
		}
	}

	/**
	 * Makes one attempt for each confirmation that is due.
	 * @return when the next confirmation is due; empty if none is
	 * @throws StoreUnavailableException if the store can't be used now
	 */
	Optional<Instant> runOnce() {
		Optional<Confirmation> due = this.table.claim(this.clock.instant());
		while (due.isPresent()) {
			confirm(due.get());
			due = this.table.claim(this.clock.instant());
		}
		return this.table.nextDue();
	}

	private void confirm(Confirmation confirmation) {
		AttemptResult result = this.attempt.make(confirmation, this.clock.instant());
		if (this.table.advance(confirmation, result)) {
			report(confirmation, result);
		}
	}

	private void report(Confirmation before, AttemptResult now) {
		this.metrics.count(outcome(before, now));
		String subscription = before.subscriptionId();
		switch (now.state()) {
			case ACTIVE -> this.logger.info("Subscription {} of topic {} is active", subscription, before.topicId());
			case ACKNOWLEDGED -> this.logger.info("Subscription {} of topic {} is confirmed: {}{}", subscription,
					before.topicId(), now.detail(), next(now));
			case PENDING -> this.logger.warn("Subscription {} of topic {} is not confirmed yet: {}{}", subscription,
					before.topicId(), now.detail(), next(now));
			case MISMATCHED -> this.logger.error(
					"Subscription {} of topic {} is not the requested one: {}. A sender with the credentials of "
							+ "this endpoint may have forged the request",
					subscription, before.topicId(), now.detail());
			case REFUSED,
					EXPIRED ->
				this.logger.error("Subscription {} of topic {} is given up: {}. Resend the "
						+ "confirmation in the console of OCI", subscription, before.topicId(), now.detail());
		}
	}

	private String next(AttemptResult result) {
		Instant dueAt = result.dueAt();
		return (dueAt != null)
				? "; next attempt in %d s".formatted(Duration.between(this.clock.instant(), dueAt).toSeconds()) : "";
	}

	private static ConfirmationMeters.ConfirmationOutcome outcome(Confirmation before, AttemptResult now) {
		if (now.dueAt() != null && before.state() == now.state()) {
			return ConfirmationMeters.ConfirmationOutcome.RETRY;
		}
		return switch (now.state()) {
			case PENDING -> ConfirmationMeters.ConfirmationOutcome.RETRY;
			case ACKNOWLEDGED -> ConfirmationMeters.ConfirmationOutcome.ACKNOWLEDGED;
			case ACTIVE -> ConfirmationMeters.ConfirmationOutcome.ACTIVE;
			case REFUSED -> ConfirmationMeters.ConfirmationOutcome.REFUSED;
			case MISMATCHED -> ConfirmationMeters.ConfirmationOutcome.MISMATCHED;
			case EXPIRED -> ConfirmationMeters.ConfirmationOutcome.EXPIRED;
		};
	}

}

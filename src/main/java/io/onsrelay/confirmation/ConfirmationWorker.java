package io.onsrelay.confirmation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import io.onsrelay.confirmation.ConfirmationTable.AttemptResult;
import io.onsrelay.timing.PeriodicWorker;
import io.onsrelay.timing.PollInterval;

/**
 * Confirms what is due. Of several replicas one makes the attempt; should it stand still
 * for so long that another one makes it too, a second GET of the same URL does no harm.
 */
final class ConfirmationWorker implements SmartLifecycle {

	private final Logger logger = LoggerFactory.getLogger(ConfirmationWorker.class);

	/**
	 * As long as a GET may take, so that a shutdown does not cut one off.
	 */
	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

	private final ConfirmationTable table;

	private final ConfirmationAttempt attempt;

	private final ConfirmationMetrics metrics;

	private final Clock clock;

	private final PeriodicWorker thread;

	private volatile boolean running;

	ConfirmationWorker(ConfirmationTable table, ConfirmationAttempt attempt, ConfirmationMetrics metrics, Clock clock,
			PollInterval polling) {
		this.table = table;
		this.attempt = attempt;
		this.metrics = metrics;
		this.clock = clock;
		this.thread = new PeriodicWorker("confirmation", () -> polling.next(runOnce(), clock.instant()), clock);
	}

	@Override
	public void start() {
		this.running = true;
		this.thread.start();
	}

	@Override
	public void stop() {
		this.running = false;
		this.thread.stop(STOP_TIMEOUT);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Makes the thread look for a confirmation that is due.
	 */
	void wake() {
		this.thread.wake();
	}

	/**
	 * Makes one attempt for each confirmation that is due.
	 * @return when something is due again; empty where nothing is left to do
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
					"Subscription {} of topic {} is not ours: {}. Somebody who knows the credentials of "
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
		return (dueAt != null) ? "; again in %d s".formatted(Duration.between(this.clock.instant(), dueAt).toSeconds())
				: "";
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

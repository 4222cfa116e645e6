package io.onsrelay.delivery.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.delivery.DeliveryMetrics;
import io.onsrelay.delivery.DestinationTallies;
import io.onsrelay.delivery.policy.Disposition;
import io.onsrelay.delivery.queue.Attempt;
import io.onsrelay.delivery.queue.Claim;
import io.onsrelay.delivery.queue.Completions;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.timing.SteadyClock;

/**
 * Records attempts in the queue, and meters and logs those that count.
 */
final class AttemptRecorder {

	private final Logger logger = LoggerFactory.getLogger(AttemptRecorder.class);

	private final Completions completions;

	private final DeliveryMetrics metrics;

	private final DestinationTallies tallies;

	private final SteadyClock clock;

	private final Subjects subjects;

	AttemptRecorder(Completions completions, DeliveryMetrics metrics, DestinationTallies tallies, SteadyClock clock,
			Subjects subjects) {
		this.subjects = subjects;
		this.completions = completions;
		this.metrics = metrics;
		this.tallies = tallies;
		this.clock = clock;
	}

	/**
	 * Records the attempts of one call. Attempts whose lease was lost do not count.
	 * @param attempts the attempts
	 * @param notifications what was delivered for each claim; nothing for a claim whose
	 * message is gone
	 * @throws io.onsrelay.store.StoreUnavailableException if they could not be recorded:
	 * the deliveries are due again when their leases end
	 */
	void record(Collection<Attempt> attempts, Map<Claim, Notification> notifications) {
		this.completions.record(attempts).forEach((attempt) -> count(attempt, notifications));
	}

	/**
	 * Counts the recorded attempts at a delivery that failed for one reason.
	 * @param claim the claim of the delivery
	 * @param reason the reason
	 * @return how many there are
	 * @throws io.onsrelay.store.StoreUnavailableException if they can't be read now
	 */
	int count(Claim claim, Outcome.Reason reason) {
		return this.completions.count(claim, reason);
	}

	private void count(Attempt attempt, Map<Claim, Notification> notifications) {
		Claim claim = attempt.claim();
		this.metrics.attempted(attempt);
		switch (attempt.disposition()) {
			case Disposition.Delivered _ -> delivered(claim);
			case Disposition.Skipped skipped -> {
				delivered(claim);
				this.logger.info("Delivery {} for {} is done without a call: {}, {} ({})", claim.id(),
						claim.destination(), Attempt.word(skipped.reason()), skipped.detail(),
						subject(notifications.get(claim)));
			}
			case Disposition.Dead dead -> {
				this.tallies.failed(attempt, this.clock.wallTime());
				this.logger.error("Dead letter {} for {} after {} attempts: {}, {} ({})", claim.id(),
						claim.destination(), claim.attempts() + 1, Attempt.word(dead.reason()), dead.detail(),
						subject(notifications.get(claim)));
			}
			case Disposition.Retry _ -> this.tallies.failed(attempt, this.clock.wallTime());
		}
	}

	private void delivered(Claim claim) {
		Instant now = this.clock.wallTime();
		Duration lag = Duration.between(claim.receivedAt(), now);
		this.metrics.delivered(claim.destination(), lag);
		this.tallies.delivered(claim.destination(), now, lag);
	}

	private String subject(@Nullable Notification notification) {
		return (notification != null) ? this.subjects.of(notification) : "the message is gone";
	}

}

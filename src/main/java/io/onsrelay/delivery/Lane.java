package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Works off what is due at one destination, so many calls at a time. Claims of one lane
 * never belong to one sequence twice, so calls at the same time can't overtake each
 * other.
 */
final class Lane {

	private final Logger logger = LoggerFactory.getLogger(Lane.class);

	private final Destination destination;

	private final Notifier notifier;

	private final Outbox outbox;

	private final Deliverer deliverer;

	private final LaneSettings settings;

	private final Clock clock;

	private final AtomicInteger calls = new AtomicInteger();

	private final Set<Claim> underWay = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean failing = new AtomicBoolean();

	Lane(Destination destination, Notifier notifier, Outbox outbox, Deliverer deliverer, LaneSettings settings,
			Clock clock) {
		this.destination = destination;
		this.notifier = notifier;
		this.outbox = outbox;
		this.deliverer = deliverer;
		this.settings = settings;
		this.clock = clock;
	}

	Destination destination() {
		return this.destination;
	}

	/**
	 * Claims what is due, as far as calls are free, and begins to deliver it.
	 * @param executor runs the calls
	 * @param freed run after each call, when there may be more to claim
	 * @return when to look again, if nothing else happens before; empty to wait until
	 * something does
	 */
	Optional<Instant> runOnce(Executor executor, Runnable freed) {
		int free = this.settings.concurrency() - this.calls.get();
		if (free <= 0) {
			return Optional.empty();
		}
		int limit = free * this.notifier.batchLimit();
		List<Claim> claims = this.outbox.claim(this.destination, UUID.randomUUID().toString(), this.settings.lease(),
				limit);
		for (List<Claim> batch : batches(claims)) {
			begin(batch, executor, freed);
		}
		return (claims.size() == limit) ? Optional.of(this.clock.instant()) : this.outbox.nextDue(this.destination);
	}

	private List<List<Claim>> batches(List<Claim> claims) {
		List<List<Claim>> batches = new ArrayList<>();
		for (int from = 0; from < claims.size(); from += this.notifier.batchLimit()) {
			batches.add(claims.subList(from, Math.min(claims.size(), from + this.notifier.batchLimit())));
		}
		return batches;
	}

	private void begin(List<Claim> batch, Executor executor, Runnable freed) {
		this.calls.incrementAndGet();
		this.underWay.addAll(batch);
		executor.execute(() -> {
			try {
				deliver(batch);
			}
			finally {
				batch.forEach(this.underWay::remove);
				this.calls.decrementAndGet();
				freed.run();
			}
		});
	}

	private void deliver(List<Claim> batch) {
		try {
			tellChange(this.deliverer.deliver(this.destination, this.notifier, batch));
		}
		catch (StoreUnavailableException ex) {
			this.logger.warn("What became of {} deliveries to {} could not be recorded: they are due again when their "
					+ "lease ends", batch.size(), this.destination, ex);
		}
	}

	/**
	 * Says once that a destination began to fail, and once that it is back.
	 */
	private void tellChange(Outcome outcome) {
		if (outcome instanceof Outcome.Retry retry) {
			if (this.failing.compareAndSet(false, true)) {
				this.logger.warn("{} takes no messages now ({}, {}); they wait", this.destination, retry.reason(),
						retry.detail());
			}
		}
		else if (this.failing.compareAndSet(true, false)) {
			this.logger.info("{} takes messages again", this.destination);
		}
	}

	/**
	 * Return whether no call is under way.
	 */
	boolean idle() {
		return this.calls.get() == 0;
	}

	/**
	 * Gives back what is still under way, when the service stops and can't wait any
	 * longer. What the calls report afterwards no longer counts; they are made again,
	 * under the same idempotency key.
	 */
	void abandon() {
		List<Claim> abandoned = List.copyOf(this.underWay);
		if (!abandoned.isEmpty()) {
			this.logger.warn("{} deliveries to {} were still under way and are made again after the next start",
					abandoned.size(), this.destination);
			this.outbox.release(abandoned);
		}
	}

	/**
	 * What a lane is told.
	 *
	 * @param concurrency how many calls may be under way at a time
	 * @param lease how long claims last
	 */
	record LaneSettings(int concurrency, Duration lease) {
	}

}

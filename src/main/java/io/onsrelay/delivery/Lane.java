package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.delivery.policy.DestinationCircuit;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Works off what is due at one destination, so many calls at a time. Claims of one lane
 * never belong to one sequence twice, so calls at the same time can't overtake each
 * other.
 * <p>
 * One thread calls {@link #runOnce}; calls end on threads of their own.
 */
final class Lane {

	private final Logger logger = LoggerFactory.getLogger(Lane.class);

	private final Destination destination;

	private final LaneSettings settings;

	private final Outbox outbox;

	private final Deliverer deliverer;

	private final DestinationCircuit circuit;

	private final Clock clock;

	private final ClaimBuffer buffer = new ClaimBuffer();

	private final AtomicInteger calls = new AtomicInteger();

	private final ConcurrencyLimit limit;

	private final Set<Claim> inFlight = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean failing = new AtomicBoolean();

	/**
	 * The destination wants to be left alone, or what becomes of calls can't be recorded
	 * and each would be made again: nothing claimed ahead may begin.
	 */
	private final AtomicBoolean backedOff = new AtomicBoolean();

	Lane(Destination destination, LaneSettings settings, Outbox outbox, Deliverer deliverer, DestinationCircuit circuit,
			Clock clock) {
		this.destination = destination;
		this.settings = settings;
		this.outbox = outbox;
		this.deliverer = deliverer;
		this.circuit = circuit;
		this.clock = clock;
		this.limit = new ConcurrencyLimit(settings.concurrency());
	}

	Destination destination() {
		return this.destination;
	}

	DestinationCircuit circuit() {
		return this.circuit;
	}

	/**
	 * Claims what is due, as far as calls are free, and begins to deliver it.
	 * @param executor runs the calls
	 * @param freed run after each call, when there may be more to claim
	 * @return when to look again, if nothing else happens before; empty to wait until
	 * something does
	 */
	Optional<Instant> runOnce(Executor executor, Runnable freed) {
		releaseWhatMustNotBegin();
		if (free() <= 0) {
			return Optional.empty();
		}
		Calls begin = new Calls(executor, freed);
		return switch (this.circuit.acquire()) {
			case CALL -> this.buffer.isEmpty() ? claim(begin) : goOn(begin);
			case PROBE -> probe(begin);
			case WAIT -> (this.circuit.state() == DestinationCircuit.CircuitState.OPEN)
					? Optional.of(this.circuit.probeAt()) : Optional.empty();
		};
	}

	private Optional<Instant> claim(Calls begin) {
		Optional<Instant> due = this.outbox.nextDue(this.destination);
		if (due.isEmpty() || due.get().isAfter(this.clock.instant())) {
			return due;
		}
		int free = free();
		this.buffer.add(this.outbox.claim(this.destination, this.settings, free,
				this.buffer.size(this.settings.concurrency())));
		return begin(begin, free);
	}

	/**
	 * Goes on with what is claimed. Where the destination has a rate, its calls have not
	 * been counted yet.
	 */
	private Optional<Instant> goOn(Calls begin) {
		int free = this.settings.interval().isZero() ? free() : this.outbox.spend(this.destination, this.settings, 1);
		return begin(begin, free);
	}

	private Optional<Instant> begin(Calls begin, int free) {
		for (int i = 0; i < free; i++) {
			List<Claim> batch = this.buffer.poll();
			if (batch == null) {
				return this.outbox.nextDue(this.destination);
			}
			begin.accept(batch);
		}
		if (!this.buffer.isEmpty() && free() > 0) {
			return Optional.of(this.clock.instant().plus(this.settings.interval()));
		}
		return (free() > 0) ? this.outbox.nextDue(this.destination) : Optional.empty();
	}

	private Optional<Instant> probe(Calls begin) {
		Optional<Claim> oldest = Optional.empty();
		try {
			oldest = this.outbox.claimOldest(this.destination, this.settings);
		}
		finally {
			if (oldest.isEmpty()) {
				this.circuit.release();
			}
		}
		oldest.ifPresent((claim) -> begin.accept(List.of(claim)));
		return oldest.isPresent() ? Optional.empty() : this.outbox.nextDue(this.destination);
	}

	private int free() {
		return this.limit.size() - this.calls.get();
	}

	/**
	 * Gives back what was claimed ahead where the destination must not be called now, or
	 * where half of the lease is over.
	 */
	private void releaseWhatMustNotBegin() {
		if (this.backedOff.getAndSet(false) || this.circuit.state() != DestinationCircuit.CircuitState.CLOSED) {
			release();
		}
		else {
			release(this.buffer.takeEndingBefore(this.clock.instant().plus(this.settings.lease().dividedBy(2))));
		}
	}

	/**
	 * Follows a clock that was set: the ends of leases mean something else now.
	 * @param jump by how much
	 */
	void clockSet(Duration jump) {
		this.circuit.shift(jump);
		release();
	}

	private void release(List<Claim> claims) {
		if (!claims.isEmpty()) {
			this.outbox.release(claims);
		}
	}

	private void deliver(List<Claim> batch, int backoffs) {
		boolean reported = false;
		Instant start = this.clock.instant();
		try {
			Outcome outcome = this.deliverer.deliver(batch);
			this.buffer.called(Duration.between(start, this.clock.instant()));
			reported = true;
			follow(outcome, batch, backoffs);
		}
		catch (StoreUnavailableException ex) {
			this.backedOff.set(true);
			this.logger.warn("What became of {} deliveries to {} could not be recorded: they are due again when their "
					+ "lease ends", batch.size(), this.destination, ex);
		}
		finally {
			if (!reported) {
				this.circuit.release();
			}
		}
	}

	private void follow(Outcome outcome, List<Claim> batch, int backoffs) {
		boolean back = this.circuit.record(outcome);
		if (outcome instanceof Outcome.Retry retry && retry.wholeDestination()) {
			this.backedOff.set(true);
			this.limit.backOff();
		}
		else if (outcome instanceof Outcome.Delivered) {
			this.limit.succeeded(backoffs);
		}
		if (outcome instanceof Outcome.Rejected && batch.size() > 1) {
			this.buffer.add(batch.stream().map(List::of).toList());
		}
		logChange(outcome);
		if (back) {
			this.outbox.makeDueNow(this.destination);
		}
	}

	/**
	 * Says once that a destination began to fail, and once that it is back.
	 */
	private void logChange(Outcome outcome) {
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
	 * Gives back what was claimed and not begun.
	 */
	void release() {
		release(this.buffer.takeEndingBefore(Instant.MAX));
	}

	/**
	 * Gives back what is still under way, when the service stops and can't wait any
	 * longer. What the calls report afterwards no longer counts; they are made again,
	 * under the same idempotency key.
	 */
	void abandon() {
		List<Claim> abandoned = List.copyOf(this.inFlight);
		if (!abandoned.isEmpty()) {
			this.logger.warn("{} deliveries to {} were still under way and are made again after the next start",
					abandoned.size(), this.destination);
			this.outbox.release(abandoned);
		}
	}

	/**
	 * Begins calls.
	 */
	private final class Calls {

		private final Executor executor;

		private final Runnable freed;

		Calls(Executor executor, Runnable freed) {
			this.executor = executor;
			this.freed = freed;
		}

		void accept(List<Claim> batch) {
			Lane.this.calls.incrementAndGet();
			Lane.this.inFlight.addAll(batch);
			int backoffs = Lane.this.limit.backoffs();
			this.executor.execute(() -> {
				try {
					deliver(batch, backoffs);
				}
				finally {
					batch.forEach(Lane.this.inFlight::remove);
					Lane.this.calls.decrementAndGet();
					this.freed.run();
				}
			});
		}

	}

}

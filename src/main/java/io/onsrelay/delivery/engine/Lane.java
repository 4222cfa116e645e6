package io.onsrelay.delivery.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.delivery.DestinationPauses;
import io.onsrelay.delivery.LaneReports.LaneReport;
import io.onsrelay.delivery.policy.CircuitState;
import io.onsrelay.delivery.policy.DestinationCircuit;
import io.onsrelay.delivery.policy.LaneSettings;
import io.onsrelay.delivery.queue.Claim;
import io.onsrelay.delivery.queue.Claims;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.store.StoreUnavailableException;

/**
 * The worker of one destination: it claims the deliveries that are due and makes the
 * calls, several at the same time. Two claims of a lane never have the same ordering key,
 * so calls in flight can't overtake each other.
 * <p>
 * One thread calls {@link #runOnce}; calls run on threads of their own.
 */
final class Lane {

	private final Logger logger = LoggerFactory.getLogger(Lane.class);

	private final Destination destination;

	private final LaneSettings settings;

	private final Claims claims;

	private final Deliverer deliverer;

	private final DestinationCircuit circuit;

	private final DestinationPauses pauses;

	private final Clock clock;

	private final ClaimBuffer buffer = new ClaimBuffer();

	private final InFlightCalls calls;

	private final AtomicBoolean failing = new AtomicBoolean();

	/**
	 * Results can't be recorded, which was logged.
	 */
	private final AtomicBoolean unrecorded = new AtomicBoolean();

	/**
	 * No buffered claim may begin: the destination backed the lane off, or results can't
	 * be recorded, so that each call would be made again.
	 */
	private final AtomicBoolean backedOff = new AtomicBoolean();

	/**
	 * Until when nothing that is enqueued can be claimed.
	 */
	private volatile Instant pausedUntil = Instant.MIN;

	Lane(Destination destination, LaneSettings settings, Claims claims, Deliverer deliverer, DestinationCircuit circuit,
			DestinationPauses pauses, Clock clock) {
		this.destination = destination;
		this.settings = settings;
		this.claims = claims;
		this.deliverer = deliverer;
		this.circuit = circuit;
		this.pauses = pauses;
		this.clock = clock;
		this.calls = new InFlightCalls(settings.concurrency());
	}

	Destination destination() {
		return this.destination;
	}

	DestinationCircuit circuit() {
		return this.circuit;
	}

	/**
	 * Return what it does, for operators.
	 */
	LaneReport report() {
		return new LaneReport(this.circuit.state(), this.circuit.probeAt(), this.settings.interval(),
				this.calls.inFlight());
	}

	/**
	 * Claims what is due, as far as calls are free, and begins the calls. While an
	 * operator has paused the destination, it claims nothing and releases what it has not
	 * begun.
	 * @param executor runs the calls
	 * @param freed run after each call, when there may be more to claim
	 * @return when to run again at the latest; empty to wait until the lane is woken
	 */
	Optional<Instant> runOnce(Executor executor, Runnable freed) {
		this.pausedUntil = Instant.MIN;
		if (this.pauses.now(this.destination).isPresent()) {
			release();
			this.pausedUntil = Instant.MAX;
			return Optional.empty();
		}
		releaseWhatMustNotBegin();
		if (this.calls.free() <= 0) {
			this.pausedUntil = Instant.MAX;
			return Optional.empty();
		}
		Consumer<List<Claim>> begin = (batch) -> this.calls.begin(batch, executor, this::deliver, freed);
		return switch (this.circuit.acquire()) {
			case CALL -> this.buffer.isEmpty() ? claim(begin) : goOn(begin);
			case PROBE -> probe(begin);
			case WAIT ->
				(this.circuit.state() == CircuitState.OPEN) ? pausedUntil(this.circuit.probeAt()) : Optional.empty();
		};
	}

	/**
	 * Return whether a delivery that was just enqueued may be claimed. If not, nothing is
	 * gained by waking the lane: it runs by itself when that changes.
	 * @return {@code false} while all calls are in flight, or the destination is paused
	 */
	boolean mayClaim() {
		return !this.clock.instant().isBefore(this.pausedUntil);
	}

	private Optional<Instant> nextDue() {
		return this.claims.nextDue(this.destination)
			.flatMap((next) -> next.paused() ? pausedUntil(next.time()) : Optional.of(next.time()));
	}

	private Optional<Instant> pausedUntil(Instant time) {
		this.pausedUntil = time;
		return Optional.of(time);
	}

	private Optional<Instant> claim(Consumer<List<Claim>> begin) {
		Optional<Instant> due = nextDue();
		if (due.isEmpty() || due.get().isAfter(this.clock.instant())) {
			return due;
		}
		int free = this.calls.free();
		this.buffer.add(this.claims.claim(this.destination, this.settings, free,
				this.buffer.size(this.settings.concurrency())));
		return begin(begin, free);
	}

	/**
	 * Goes on with buffered claims. If the destination has a rate, their calls are not
	 * counted in it yet.
	 */
	private Optional<Instant> goOn(Consumer<List<Claim>> begin) {
		int free = this.settings.interval().isZero() ? this.calls.free()
				: this.claims.spend(this.destination, this.settings, 1);
		return begin(begin, free);
	}

	private Optional<Instant> begin(Consumer<List<Claim>> begin, int free) {
		for (int i = 0; i < free; i++) {
			List<Claim> batch = this.buffer.poll(this.deliverer::prepare);
			if (batch == null) {
				return nextDue();
			}
			begin.accept(batch);
		}
		if (!this.buffer.isEmpty() && this.calls.free() > 0) {
			return Optional.of(this.clock.instant().plus(this.settings.interval()));
		}
		return (this.calls.free() > 0) ? nextDue() : Optional.empty();
	}

	private Optional<Instant> probe(Consumer<List<Claim>> begin) {
		Optional<Claim> probe = Optional.empty();
		try {
			probe = this.claims.claimFirst(this.destination, this.settings);
		}
		finally {
			if (probe.isEmpty()) {
				this.circuit.release();
			}
		}
		probe.ifPresent((claim) -> begin.accept(List.of(claim)));
		return probe.isPresent() ? Optional.empty() : nextDue();
	}

	/**
	 * Releases buffered claims where the destination must not be called now, or where
	 * half of the lease is over.
	 */
	private void releaseWhatMustNotBegin() {
		if (this.backedOff.getAndSet(false) || this.circuit.state() != CircuitState.CLOSED) {
			release();
		}
		else {
			release(this.buffer.takeEndingBefore(this.clock.instant().plus(this.settings.lease().dividedBy(2))));
		}
	}

	/**
	 * Releases buffered claims.
	 */
	void release() {
		release(this.buffer.takeEndingBefore(Instant.MAX));
	}

	private void release(List<Claim> released) {
		if (!released.isEmpty()) {
			this.claims.release(released);
		}
	}

	private void deliver(List<Claim> batch, int generation) {
		boolean recorded = false;
		Instant start = this.clock.instant();
		try {
			Deliverer.CallResult result = this.deliverer.deliver(batch);
			this.buffer.called(Duration.between(start, this.clock.instant()));
			recorded = true;
			this.unrecorded.set(false);
			follow(result, generation);
		}
		catch (StoreUnavailableException ex) {
			this.backedOff.set(true);
			if (this.unrecorded.compareAndSet(false, true)) {
				this.logger
					.warn("The store can't record results of {}: these deliveries are made again when their lease "
							+ "ends", this.destination);
			}
		}
		// The boundary of the call's thread. The message of the exception may hold what a
		// destination said.
		catch (RuntimeException ex) {
			this.backedOff.set(true);
			this.logger.error(
					"The results of {} deliveries to {} could not be recorded, with {} at {}: the deliveries "
							+ "are due again when their lease ends",
					batch.size(), this.destination, ex.getClass().getName(),
					(ex.getStackTrace().length > 0) ? ex.getStackTrace()[0] : "an unknown place");
		}
		finally {
			if (!recorded) {
				this.circuit.release();
			}
		}
	}

	private void follow(Deliverer.CallResult result, int generation) {
		Outcome.OfOne outcome = result.outcome();
		boolean closed = this.circuit.record(outcome);
		if (outcome instanceof Outcome.Retry retry && retry.wholeDestination()) {
			this.backedOff.set(true);
			this.calls.backOff();
		}
		else if (outcome instanceof Outcome.Delivered) {
			this.calls.succeeded(generation);
		}
		this.buffer.add(result.again());
		logChange(outcome);
		if (closed) {
			this.claims.makeDueNow(this.destination);
		}
	}

	/**
	 * Logs once that a destination began to fail, and once that it is back.
	 */
	private void logChange(Outcome.OfOne outcome) {
		if (outcome instanceof Outcome.Retry retry) {
			if (this.failing.compareAndSet(false, true)) {
				this.logger.warn("{} takes no messages now ({}, {}); they wait", this.destination, retry.reason(),
						retry.detail());
			}
		}
		else if (!(outcome instanceof Outcome.Skipped) && this.failing.compareAndSet(true, false)) {
			this.logger.info("{} takes messages again", this.destination);
		}
	}

	/**
	 * Releases what is still in flight, when the service stops and can't wait any longer.
	 * Results that the calls report afterwards do not count; the next start makes the
	 * calls again, under the same idempotency keys.
	 */
	void abandon() {
		List<Claim> abandoned = this.calls.claims();
		if (!abandoned.isEmpty()) {
			this.logger.warn("{} deliveries to {} were still in flight and are made again after the next start",
					abandoned.size(), this.destination);
			this.claims.release(abandoned);
		}
	}

}

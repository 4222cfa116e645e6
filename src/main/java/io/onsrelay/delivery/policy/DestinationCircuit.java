package io.onsrelay.delivery.policy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;

import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;

/**
 * Tells an outage of a destination from trouble with a message. While it is open, nothing
 * is claimed, so that an outage costs a probe now and then and not an attempt of every
 * message.
 * <p>
 * Resilience4j counts and decides; when to probe is decided here, so that it can wait
 * longer each time and follow a clock that was set.
 */
public final class DestinationCircuit {

	private static final int HALF = 50;

	private static final Set<Reason> OURS = EnumSet.of(Reason.RENDERING, Reason.UNEXPECTED);

	private static final Set<Reason> OUTAGE = EnumSet.of(Reason.SERVER, Reason.TIMEOUT, Reason.NETWORK);

	/**
	 * What the circuit itself never waits for: {@link #acquire()} lets the probe through.
	 */
	private static final Duration FOREVER = Duration.ofDays(365);

	private final CircuitBreaker breaker;

	private final CircuitSettings settings;

	private final Clock clock;

	private volatile Instant probeAt = Instant.EPOCH;

	private int opened;

	/**
	 * Creates a closed circuit.
	 * @param name the destination
	 * @param settings when it opens and for how long
	 * @param clock tells when to probe
	 */
	public DestinationCircuit(String name, CircuitSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		this.breaker = CircuitBreaker.of(name,
				CircuitBreakerConfig.custom()
					.slidingWindow(settings.calls(), Math.max(1, settings.calls() / 2), SlidingWindowType.COUNT_BASED)
					.failureRateThreshold(HALF)
					.permittedNumberOfCallsInHalfOpenState(1)
					.waitDurationInOpenState(FOREVER)
					.recordResult(DestinationCircuit::failure)
					.clock(clock)
					.build());
		this.breaker.getEventPublisher().onStateTransition((event) -> entered(event.getStateTransition().getToState()));
	}

	private synchronized void entered(CircuitBreaker.State state) {
		if (state == CircuitBreaker.State.OPEN) {
			this.probeAt = this.clock.instant().plus(this.settings.waitAfter(this.opened++));
		}
		else if (state == CircuitBreaker.State.CLOSED) {
			this.opened = 0;
		}
	}

	/**
	 * Asks what may be called now. Whoever is allowed a probe makes it and
	 * {@link #record}s, or gives it {@link #release() back}.
	 * @return the permission
	 */
	public synchronized CircuitPermission acquire() {
		if (this.breaker.getState() == CircuitBreaker.State.CLOSED) {
			return CircuitPermission.CALL;
		}
		if (this.breaker.getState() == CircuitBreaker.State.OPEN) {
			if (this.clock.instant().isBefore(this.probeAt)) {
				return CircuitPermission.WAIT;
			}
			this.breaker.transitionToHalfOpenState();
		}
		return this.breaker.tryAcquirePermission() ? CircuitPermission.PROBE : CircuitPermission.WAIT;
	}

	/**
	 * Gives back a probe that was not made, since there was nothing to send.
	 */
	public void release() {
		this.breaker.releasePermission();
	}

	/**
	 * Takes what came of a call into account. Who refuses a message is there; who wants
	 * fewer of them is there too, and left alone by other means. What went wrong on our
	 * side says nothing about the destination.
	 * @param outcome what came of it
	 * @return whether this closed the circuit
	 */
	public synchronized boolean record(Outcome outcome) {
		boolean closed = this.breaker.getState() == CircuitBreaker.State.CLOSED;
		if (outcome instanceof Outcome.Retry retry && OURS.contains(retry.reason())) {
			this.breaker.releasePermission();
		}
		else {
			this.breaker.onResult(0, TimeUnit.NANOSECONDS, outcome);
		}
		return !closed && this.breaker.getState() == CircuitBreaker.State.CLOSED;
	}

	private static boolean failure(Object outcome) {
		return outcome instanceof Outcome.Retry retry && OUTAGE.contains(retry.reason());
	}

	/**
	 * Return the state.
	 * @return open, half open while it is probed, or closed
	 */
	public CircuitState state() {
		return switch (this.breaker.getState()) {
			case OPEN, FORCED_OPEN -> CircuitState.OPEN;
			case HALF_OPEN -> CircuitState.HALF_OPEN;
			case CLOSED, DISABLED, METRICS_ONLY -> CircuitState.CLOSED;
		};
	}

	/**
	 * Return when it is probed next.
	 * @return a time; of no meaning unless the circuit is open
	 */
	public Instant probeAt() {
		return this.probeAt;
	}

	/**
	 * Follows a clock that was set.
	 * @param jump by how much
	 */
	public void shift(Duration jump) {
		this.probeAt = this.probeAt.plus(jump);
	}

	/**
	 * What may be called.
	 */
	public enum CircuitPermission {

		/**
		 * Everything that is due.
		 */
		CALL,

		/**
		 * One message, to see whether the destination is back.
		 */
		PROBE,

		/**
		 * Nothing.
		 */
		WAIT

	}

	/**
	 * The states, as meters name them.
	 */
	public enum CircuitState {

		/**
		 * All is well.
		 */
		CLOSED,

		/**
		 * It is probed.
		 */
		HALF_OPEN,

		/**
		 * Nothing is sent.
		 */
		OPEN

	}

}

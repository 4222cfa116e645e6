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
 * The circuit breaker of a destination: it tells an outage of the destination from a
 * problem with one message. While it is open, nothing is claimed, so that an outage costs
 * a probe now and then and not an attempt of every message.
 * <p>
 * Resilience4j counts calls and decides the state. When to probe is decided here, since
 * its own wait can't grow with each failed probe.
 */
public final class DestinationCircuit {

	private static final int FAILURE_RATE_PERCENT = 50;

	private static final Set<Reason> OURS = EnumSet.of(Reason.RENDERING, Reason.UNEXPECTED);

	private static final Set<Reason> OUTAGE = EnumSet.of(Reason.SERVER, Reason.TIMEOUT, Reason.NETWORK, Reason.PROXY);

	/**
	 * The breaker's own wait, which never ends: {@link #acquire()} lets the probe
	 * through.
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
					.failureRateThreshold(FAILURE_RATE_PERCENT)
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
	 * Acquires permission to call. A caller that gets a probe makes the call and
	 * {@link #record records} its outcome, or {@link #release() releases} the permission.
	 * @return what may be called now
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
	 * Releases a permission that was not used, because there was nothing to send.
	 */
	public void release() {
		this.breaker.releasePermission();
	}

	/**
	 * Records the outcome of a call. A destination that rejects a message is available;
	 * so is one that asks for fewer calls, which a pause follows and not an open circuit.
	 * A failure on our side, or a message that is not sent, says nothing about the
	 * destination.
	 * @param outcome the outcome
	 * @return whether this closed the circuit
	 */
	public synchronized boolean record(Outcome.OfOne outcome) {
		boolean closed = this.breaker.getState() == CircuitBreaker.State.CLOSED;
		if (outcome instanceof Outcome.Skipped
				|| (outcome instanceof Outcome.Retry retry && OURS.contains(retry.reason()))) {
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
	 * Return the state of the circuit.
	 * @return open, half open while a probe is in flight, or closed
	 */
	public CircuitState state() {
		return switch (this.breaker.getState()) {
			case OPEN, FORCED_OPEN -> CircuitState.OPEN;
			case HALF_OPEN -> CircuitState.HALF_OPEN;
			case CLOSED, DISABLED, METRICS_ONLY -> CircuitState.CLOSED;
		};
	}

	/**
	 * Return when the destination is probed next.
	 * @return a time; meaningless unless the circuit is open
	 */
	public Instant probeAt() {
		return this.probeAt;
	}

}

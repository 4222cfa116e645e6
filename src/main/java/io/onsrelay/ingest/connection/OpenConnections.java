package io.onsrelay.ingest.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The open connections, by what is expected of each. A connection whose client has to
 * send a request, from its acceptance or its last response on, is <em>waiting</em>: it
 * costs its client nothing, so it is closed when the head of the request takes too long.
 * When there are too many, a connection is closed of those sources that have the most
 * waiting: the one that has waited longest. A connection with a request in service is not
 * touched. Thread-safe.
 *
 * @param <C> the type of a connection
 */
final class OpenConnections<C> {

	private static final long NO_DEADLINE = Long.MAX_VALUE;

	private final LongSupplier nanoTime;

	private int limit = Integer.MAX_VALUE;

	private long headTimeout = Duration.ofDays(1).toNanos();

	private long pauseTimeout = Duration.ofDays(1).toNanos();

	/**
	 * Deadlines by connection; the one that has waited longest comes first.
	 */
	private final Map<C, Long> waiting = new LinkedHashMap<>();

	/**
	 * Requests in service by connection: several with HTTP/2.
	 */
	private final Map<C, Integer> serving = new HashMap<>();

	/**
	 * Where each open connection comes from.
	 */
	private final Map<C, Object> sources = new HashMap<>();

	/**
	 * The number of waiting connections by source.
	 */
	private final Map<Object, Integer> waitingBySource = new HashMap<>();

	/**
	 * Creates it without connections and without limits.
	 * @param nanoTime the time in nanoseconds, as {@link System#nanoTime()} counts it
	 */
	OpenConnections(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Sets the limits.
	 * @param limit the number of connections from which on a new one displaces another
	 * @param headTimeout how long the head of a request may take
	 * @param idleTimeout how long the container keeps an idle connection
	 */
	synchronized void setLimits(int limit, Duration headTimeout, Duration idleTimeout) {
		this.limit = limit;
		this.headTimeout = headTimeout.toNanos();
		this.pauseTimeout = headTimeout.plus(idleTimeout).toNanos();
	}

	/**
	 * Adds a connection that was accepted.
	 * @param connection the connection
	 * @param source where it comes from
	 * @return the connection to close instead, if there are too many
	 */
	synchronized Optional<C> accepted(C connection, Object source) {
		Optional<C> displaced = Optional.empty();
		if (this.waiting.size() + this.serving.size() >= this.limit) {
			displaced = mostDispensable();
			displaced.ifPresent(this::closed);
		}
		this.sources.put(connection, source);
		await(connection, deadline(this.headTimeout));
		return displaced;
	}

	/**
	 * Records that bytes arrive on a connection. Where it was idle, they begin a head.
	 * @param connection the connection
	 */
	synchronized void receiving(C connection) {
		Long deadline = this.waiting.get(connection);
		if (deadline != null && deadline == NO_DEADLINE) {
			stopWaiting(connection);
			await(connection, deadline(this.headTimeout));
		}
	}

	/**
	 * Records that a connection has sent nothing since its last response. How long it may
	 * stay so is the container's to decide.
	 * @param connection the connection
	 */
	synchronized void idle(C connection) {
		this.waiting.computeIfPresent(connection, (key, deadline) -> NO_DEADLINE);
	}

	/**
	 * Records that a head is complete and its request in service.
	 * @param connection the connection
	 */
	synchronized void serving(C connection) {
		if (stopWaiting(connection) || this.serving.containsKey(connection)) {
			this.serving.merge(connection, 1, Integer::sum);
		}
	}

	/**
	 * Records that a request was answered. What is left of its body, and the next head,
	 * have to arrive in time.
	 * @param connection the connection
	 */
	synchronized void served(C connection) {
		served(connection, this.headTimeout);
	}

	/**
	 * Records that a request of several on one connection was answered. Whether the
	 * connection is idle then, or another head has begun, can't be told, so it has the
	 * time of both.
	 * @param connection the connection
	 */
	synchronized void servedStream(C connection) {
		served(connection, this.pauseTimeout);
	}

	private void served(C connection, long timeout) {
		Integer requests = this.serving.remove(connection);
		if (requests != null && requests > 1) {
			this.serving.put(connection, requests - 1);
		}
		else if (requests != null) {
			await(connection, deadline(timeout));
		}
	}

	/**
	 * Removes a connection that is closed.
	 * @param connection the connection
	 */
	synchronized void closed(C connection) {
		stopWaiting(connection);
		this.serving.remove(connection);
		this.sources.remove(connection);
	}

	/**
	 * Removes the connections whose head takes too long.
	 * @return the connections to close
	 */
	synchronized List<C> removeOverdue() {
		long now = this.nanoTime.getAsLong();
		List<C> overdue = this.waiting.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() != NO_DEADLINE && now - entry.getValue() > 0)
			.map(Map.Entry::getKey)
			.toList();
		overdue.forEach(this::closed);
		return overdue;
	}

	// Half of the greatest number is enough, so that few have to be looked at
	private Optional<C> mostDispensable() {
		int most = this.waitingBySource.values().stream().mapToInt(Integer::intValue).max().orElse(0);
		return this.waiting.keySet()
			.stream()
			.filter((connection) -> 2 * this.waitingBySource.getOrDefault(this.sources.get(connection), 0) >= most)
			.findFirst();
	}

	private void await(C connection, long deadline) {
		this.waiting.put(connection, deadline);
		this.waitingBySource.merge(source(connection), 1, Integer::sum);
	}

	private boolean stopWaiting(C connection) {
		if (this.waiting.remove(connection) == null) {
			return false;
		}
		this.waitingBySource.computeIfPresent(source(connection),
				(key, number) -> (number > 1) ? Integer.valueOf(number - 1) : null);
		return true;
	}

	private Object source(C connection) {
		return Objects.requireNonNull(this.sources.get(connection));
	}

	private long deadline(long timeout) {
		return this.nanoTime.getAsLong() + timeout;
	}

}

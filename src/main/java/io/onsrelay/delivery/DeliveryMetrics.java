package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.onsrelay.delivery.DeliveryMeters.DeliveryTag;
import io.onsrelay.delivery.policy.CircuitState;
import io.onsrelay.delivery.queue.Attempt;
import io.onsrelay.delivery.queue.Backlog;
import io.onsrelay.delivery.queue.BacklogQuery;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Records what lanes do, and shows the backlog of each destination.
 */
public final class DeliveryMetrics {

	/**
	 * How long counts of the outbox are kept, so that a scrape costs one query and not
	 * three for each destination.
	 */
	private static final Duration FRESH = Duration.ofSeconds(2);

	/**
	 * Counting takes at most this fraction of the time: a backlog that takes long to
	 * count is counted less often.
	 */
	private static final int SHARE = 20;

	private final MeterRegistry registry;

	private final BacklogQuery counts;

	private final Clock clock;

	private Instant countedAt = Instant.MIN;

	private Duration fresh = FRESH;

	private Map<Destination, Backlog> backlogs = Map.of();

	/**
	 * Creates the recorder.
	 * @param registry where meters are registered
	 * @param counts counts the backlog
	 * @param clock tells how old messages are
	 */
	public DeliveryMetrics(MeterRegistry registry, BacklogQuery counts, Clock clock) {
		this.registry = registry;
		this.counts = counts;
		this.clock = clock;
	}

	/**
	 * Registers the gauges of a destination.
	 * @param destination the destination
	 * @param circuit the state of its circuit
	 */
	public void watch(Destination destination, Supplier<CircuitState> circuit) {
		Tags tags = tags(destination);
		gauge(DeliveryMeters.PENDING, destination, Backlog::pending);
		gauge(DeliveryMeters.OLDEST, destination, this::age);
		gauge(DeliveryMeters.DEAD, destination, Backlog::dead);
		gauge(DeliveryMeters.PAUSED, destination, (backlog) -> backlog.paused().toMillis() / 1000.0);
		for (CircuitState state : CircuitState.values()) {
			Gauge.builder(DeliveryMeters.CIRCUIT.getName(), () -> (circuit.get() == state) ? 1 : 0)
				.tags(tags.and(DeliveryTag.STATE.asString(), state.name().toLowerCase(Locale.ROOT)))
				.strongReference(true)
				.register(this.registry);
		}
		this.registry.counter(DeliveryMeters.ENQUEUED.getName(), tags);
	}

	/**
	 * Registers the gauge of the pauses of a destination.
	 * @param destination the destination
	 * @param lasting for how long an operator has paused it
	 */
	public void watchPauses(Destination destination, Supplier<Duration> lasting) {
		Gauge.builder(DeliveryMeters.SUSPENDED.getName(), () -> lasting.get().toMillis() / 1000.0)
			.tags(tags(destination))
			.strongReference(true)
			.register(this.registry);
	}

	/**
	 * Registers the gauges of a destination that is not configured any more; it may be
	 * called again.
	 * @param destination the destination
	 */
	public void watchRemoved(Destination destination) {
		gauge(DeliveryMeters.ORPHANED, destination, Backlog::pending);
		gauge(DeliveryMeters.DEAD, destination, Backlog::dead);
	}

	private void gauge(DeliveryMeters meter, Destination destination, ToDoubleFunction<Backlog> value) {
		Gauge.builder(meter.getName(), () -> value.applyAsDouble(backlog(destination)))
			.tags(tags(destination))
			.strongReference(true)
			.register(this.registry);
	}

	/**
	 * Counts a delivery that was enqueued.
	 * @param destination its destination
	 */
	public void enqueued(Destination destination) {
		this.registry.counter(DeliveryMeters.ENQUEUED.getName(), tags(destination)).increment();
	}

	/**
	 * Records an attempt.
	 * @param attempt the attempt
	 */
	public void attempted(Attempt attempt) {
		Tags tags = Tags.of(DeliveryTag.OUTCOME.asString(), attempt.outcome(), DeliveryTag.REASON.asString(),
				Objects.requireNonNullElse(attempt.reason(), "none"));
		Timer.builder(DeliveryMeters.ATTEMPTS.getName())
			.tags(tags(attempt.claim().destination()).and(tags))
			.register(this.registry)
			.record(attempt.duration());
	}

	/**
	 * Records the end-to-end latency of a delivery.
	 * @param destination its destination
	 * @param lag the time from the receipt of the message to its delivery
	 */
	public void delivered(Destination destination, Duration lag) {
		Timer.builder(DeliveryMeters.LAG.getName()).tags(tags(destination)).register(this.registry).record(lag);
	}

	private double age(Backlog backlog) {
		Instant oldest = backlog.oldest();
		return (oldest != null) ? Math.max(0, Duration.between(oldest, this.clock.instant()).toMillis() / 1000.0) : 0;
	}

	private Backlog backlog(Destination destination) {
		return backlogs().getOrDefault(destination, Backlog.none(destination));
	}

	/**
	 * Return what waits for each destination. The counts are those of the gauges, a few
	 * seconds old; where there is much to count, they are counted less often.
	 * @return the backlog of each destination that has one
	 */
	public synchronized Map<Destination, Backlog> backlogs() {
		Instant now = this.clock.instant();
		if (now.isAfter(this.countedAt.plus(this.fresh)) || now.isBefore(this.countedAt)) {
			this.backlogs = count();
			this.countedAt = now;
		}
		return this.backlogs;
	}

	private Map<Destination, Backlog> count() {
		long start = System.nanoTime();
		try {
			return this.counts.count()
				.stream()
				.collect(Collectors.toUnmodifiableMap(Backlog::destination, Function.identity()));
		}
		catch (StoreUnavailableException ex) {
			return this.backlogs;
		}
		finally {
			Duration proportionate = Duration.ofNanos(SHARE * (System.nanoTime() - start));
			this.fresh = (proportionate.compareTo(FRESH) > 0) ? proportionate : FRESH;
		}
	}

	private static Tags tags(Destination destination) {
		return Tags.of(DeliveryTag.NOTIFIER.asString(), destination.kind(), DeliveryTag.DESTINATION.asString(),
				destination.name());
	}

}

package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.onsrelay.delivery.policy.DestinationCircuit;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.StoreUnavailableException;

/**
 * What the lanes tell about deliveries.
 */
final class DeliveryMeters {

	/**
	 * How long the counts of the outbox are kept, so that a scrape costs one query and
	 * not three for each destination.
	 */
	private static final Duration FRESH = Duration.ofSeconds(2);

	/**
	 * A backlog that takes long to count is counted less often, so that counting never
	 * takes more than a twentieth of the time.
	 */
	private static final int SHARE = 20;

	private final MeterRegistry registry;

	private final BacklogQuery counts;

	private final Clock clock;

	private Instant countedAt = Instant.MIN;

	private Duration fresh = FRESH;

	private Map<Destination, Backlog> backlogs = Map.of();

	DeliveryMeters(MeterRegistry registry, BacklogQuery counts, Clock clock) {
		this.registry = registry;
		this.counts = counts;
		this.clock = clock;
	}

	/**
	 * Shows what is left at the destinations of these lanes, and how they are.
	 */
	void watch(Collection<Lane> lanes) {
		for (Lane lane : lanes) {
			Tags tags = tags(lane.destination());
			gauge(Meter.PENDING, lane.destination(), Backlog::pending);
			gauge(Meter.OLDEST, lane.destination(), this::age);
			gauge(Meter.DEAD, lane.destination(), Backlog::dead);
			gauge(Meter.PAUSED, lane.destination(), (backlog) -> backlog.paused().toMillis() / 1000.0);
			for (DestinationCircuit.CircuitState state : DestinationCircuit.CircuitState.values()) {
				Gauge.builder(Meter.CIRCUIT.meterName, lane.circuit(), (circuit) -> (circuit.state() == state) ? 1 : 0)
					.tags(tags.and("state", state.name().toLowerCase(Locale.ROOT)))
					.strongReference(true)
					.register(this.registry);
			}
			this.registry.counter(Meter.ENQUEUED.meterName, tags);
		}
	}

	private void gauge(Meter meter, Destination destination, ToDoubleFunction<Backlog> value) {
		Gauge.builder(meter.meterName, () -> value.applyAsDouble(backlog(destination)))
			.tags(tags(destination))
			.strongReference(true)
			.register(this.registry);
	}

	/**
	 * Counts a delivery that is to be made from now on.
	 */
	void enqueued(Destination destination) {
		this.registry.counter(Meter.ENQUEUED.meterName, tags(destination)).increment();
	}

	/**
	 * Records an attempt that was made.
	 */
	void attempted(Attempt attempt) {
		Tags tags = Tags.of("outcome", attempt.outcome(), "reason",
				Objects.requireNonNullElse(attempt.reason(), "none"));
		Timer.builder(Meter.ATTEMPTS.meterName)
			.tags(tags(attempt.claim().destination()).and(tags))
			.register(this.registry)
			.record(attempt.duration());
	}

	/**
	 * Records how long after its receipt a message was delivered.
	 */
	void delivered(Destination destination, Duration lag) {
		Timer.builder(Meter.LAG.meterName).tags(tags(destination)).register(this.registry).record(lag);
	}

	private double age(Backlog backlog) {
		Instant oldest = backlog.oldest();
		return (oldest != null) ? Math.max(0, Duration.between(oldest, this.clock.instant()).toMillis() / 1000.0) : 0;
	}

	private synchronized Backlog backlog(Destination destination) {
		Instant now = this.clock.instant();
		if (now.isAfter(this.countedAt.plus(this.fresh)) || now.isBefore(this.countedAt)) {
			this.backlogs = count();
			this.countedAt = now;
		}
		return this.backlogs.getOrDefault(destination, Backlog.none(destination));
	}

	private Map<Destination, Backlog> count() {
		long start = System.nanoTime();
		try {
			return this.counts.count().stream().collect(Collectors.toMap(Backlog::destination, Function.identity()));
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
		return Tags.of("notifier", destination.kind(), "destination", destination.name());
	}

	/**
	 * The meters. All have the tags {@code notifier} (the kind) and {@code destination}
	 * (the name), which are bounded by the configuration.
	 */
	enum Meter {

		/**
		 * How long each attempt took (timer), with {@code outcome} (delivered, retry,
		 * dead) and {@code reason} (none, or a word of {@code Outcome.Reason}).
		 */
		ATTEMPTS("relay.delivery.attempts"),

		/**
		 * From the receipt of a message to its delivery (timer).
		 */
		LAG("relay.delivery.lag"),

		/**
		 * Deliveries that were to be made: for each accepted message one to each of its
		 * destinations, and each replay of a dead letter (counter). What is owed is
		 * delivered, dead or pending.
		 */
		ENQUEUED("relay.delivery.enqueued"),

		/**
		 * How many deliveries are still to be made (gauge).
		 */
		PENDING("relay.delivery.pending"),

		/**
		 * The age of the oldest message that is still to be delivered, in seconds
		 * (gauge).
		 */
		OLDEST("relay.delivery.oldest"),

		/**
		 * How many dead letters there are (gauge).
		 */
		DEAD("relay.delivery.dead"),

		/**
		 * For how long the destination is left alone, since it asked for that or because
		 * of its rate, in seconds (gauge).
		 */
		PAUSED("relay.delivery.paused"),

		/**
		 * Whether the circuit is in the {@code state} (closed, half_open, open): 1 or 0
		 * (gauge).
		 */
		CIRCUIT("relay.circuit");

		private final String meterName;

		Meter(String meterName) {
			this.meterName = meterName;
		}

	}

}

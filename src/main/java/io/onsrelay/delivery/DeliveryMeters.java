package io.onsrelay.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.onsrelay.delivery.policy.Verdict;
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

	private final MeterRegistry registry;

	private final Outbox outbox;

	private final Clock clock;

	private Instant countedAt = Instant.MIN;

	private Map<Destination, Backlog> backlogs = Map.of();

	DeliveryMeters(MeterRegistry registry, Outbox outbox, Clock clock) {
		this.registry = registry;
		this.outbox = outbox;
		this.clock = clock;
	}

	/**
	 * Shows what is left at these destinations.
	 */
	void watch(Collection<Destination> destinations) {
		for (Destination destination : destinations) {
			gauge(Meter.PENDING, destination, Backlog::pending);
			gauge(Meter.OLDEST, destination, this::age);
			gauge(Meter.DEAD, destination, Backlog::dead);
		}
	}

	private void gauge(Meter meter, Destination destination, ToDoubleFunction<Backlog> value) {
		Gauge.builder(meter.meterName, () -> value.applyAsDouble(backlog(destination)))
			.tags(tags(destination))
			.strongReference(true)
			.register(this.registry);
	}

	/**
	 * Records an attempt that was made.
	 */
	void attempted(Destination destination, Verdict verdict, Duration duration) {
		Tags tags = switch (verdict) {
			case Verdict.Delivered _ -> Tags.of("outcome", "delivered", "reason", "none");
			case Verdict.Again again -> Tags.of("outcome", "retry", "reason", word(again.reason()));
			case Verdict.Dead dead -> Tags.of("outcome", "dead", "reason", word(dead.reason()));
		};
		Timer.builder(Meter.DELIVERIES.meterName)
			.tags(tags(destination).and(tags))
			.register(this.registry)
			.record(duration);
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
		if (now.isAfter(this.countedAt.plus(FRESH)) || now.isBefore(this.countedAt)) {
			this.backlogs = count();
			this.countedAt = now;
		}
		return this.backlogs.getOrDefault(destination, Backlog.none(destination));
	}

	private Map<Destination, Backlog> count() {
		try {
			return this.outbox.backlogs().stream().collect(Collectors.toMap(Backlog::destination, Function.identity()));
		}
		catch (StoreUnavailableException ex) {
			return this.backlogs;
		}
	}

	private static Tags tags(Destination destination) {
		return Tags.of("notifier", destination.kind(), "destination", destination.name());
	}

	private static String word(Enum<?> reason) {
		return reason.name().toLowerCase(Locale.ROOT);
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
		DELIVERIES("relay.deliveries"),

		/**
		 * From the receipt of a message to its delivery (timer).
		 */
		LAG("relay.delivery.lag"),

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
		DEAD("relay.delivery.dead");

		private final String meterName;

		Meter(String meterName) {
			this.meterName = meterName;
		}

	}

}

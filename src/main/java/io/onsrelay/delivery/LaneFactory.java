package io.onsrelay.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Suggestions;
import io.onsrelay.delivery.DeliveryProperties.DestinationProperties;
import io.onsrelay.delivery.policy.DestinationCircuit;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.timing.Backoff;
import io.onsrelay.timing.SteadyClock;

/**
 * Makes the lane of each destination: what is configured for it, else for all, else what
 * its vendor allows.
 */
final class LaneFactory {

	private static final String PROPERTY = "relay.delivery";

	private final NotifierRegistry notifiers;

	private final DeliveryProperties properties;

	private final NotificationLoader notifications;

	private final Outbox outbox;

	private final DeliveryMeters meters;

	private final Time time;

	LaneFactory(NotifierRegistry notifiers, DeliveryProperties properties, NotificationLoader notifications,
			Outbox outbox, DeliveryMeters meters, Time time) {
		this.notifiers = notifiers;
		this.properties = properties;
		this.notifications = notifications;
		this.outbox = outbox;
		this.meters = meters;
		this.time = time;
	}

	/**
	 * Makes the lanes.
	 * @return one for each destination
	 * @throws InvalidConfigurationException if the settings contradict each other, or are
	 * for a destination that is not configured
	 */
	List<Lane> create() {
		rejectUnknownDestinations();
		return this.notifiers.destinations().stream().map(this::create).toList();
	}

	private Lane create(Destination destination) {
		Notifier notifier = this.notifiers.get(destination);
		DestinationProperties own = own(destination);
		LaneSettings settings = new LaneSettings(either(own.concurrency(), this.properties.concurrency()),
				either(own.rate(), notifier.rate()).interval(), notifier.batching(), this.properties.lease());
		RetryPolicy policy = new RetryPolicy(backoff(destination, own),
				either(own.giveUpAfter(), this.properties.giveUpAfter()), this.time.random());
		Deliverer deliverer = new Deliverer(new Caller(destination, notifier), this.notifications, this.outbox, policy,
				this.meters, this.time.clock());
		DestinationCircuit circuit = new DestinationCircuit(destination.toString(), this.properties.circuit(),
				this.time.clock());
		return new Lane(destination, settings, this.outbox, deliverer, circuit, this.time.clock());
	}

	private Backoff backoff(Destination destination, DestinationProperties own) {
		try {
			return new Backoff(either(own.initialBackoff(), this.properties.initialBackoff()),
					either(own.maxBackoff(), this.properties.maxBackoff()));
		}
		catch (IllegalArgumentException ex) {
			String property = own.equals(DestinationProperties.NONE) ? PROPERTY
					: "%s.destinations.%s.%s".formatted(PROPERTY, destination.kind(), destination.name());
			throw new InvalidConfigurationException(property + ".initial-backoff", String.valueOf(ex.getMessage()),
					"Make it a positive duration no longer than %s.max-backoff.".formatted(property));
		}
	}

	private DestinationProperties own(Destination destination) {
		return this.properties.destinations()
			.getOrDefault(destination.kind(), Map.of())
			.entrySet()
			.stream()
			.filter((entry) -> Destination.comparable(entry.getKey())
				.equals(Destination.comparable(destination.name())))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(DestinationProperties.NONE);
	}

	private void rejectUnknownDestinations() {
		this.properties.destinations()
			.forEach((kind, names) -> names.keySet().forEach((name) -> rejectUnknownDestination(kind + "/" + name)));
	}

	private void rejectUnknownDestination(String written) {
		TreeSet<String> known = this.notifiers.destinations()
			.stream()
			.map(Destination::toString)
			.collect(Collectors.toCollection(TreeSet::new));
		if (known.stream()
			.noneMatch((destination) -> Destination.comparable(destination).equals(Destination.comparable(written)))) {
			throw new InvalidConfigurationException("%s.destinations.%s".formatted(PROPERTY, written.replace('/', '.')),
					"no destination '%s' is configured".formatted(written),
					Suggestions.nearest(written, known)
						.map("Did you mean %s?"::formatted)
						.orElseGet(() -> "Configured are: " + String.join(", ", known) + "."));
		}
	}

	private static <T> T either(@Nullable T own, T usual) {
		return Objects.requireNonNullElse(own, usual);
	}

	/**
	 * Return the longest wait before any attempt that a configuration allows.
	 */
	static Duration longestWait(DeliveryProperties properties) {
		return properties.destinations()
			.values()
			.stream()
			.flatMap((names) -> names.values().stream())
			.map(DestinationProperties::maxBackoff)
			.filter(Objects::nonNull)
			.reduce(properties.maxBackoff(), (one, other) -> (one.compareTo(other) > 0) ? one : other);
	}

	/**
	 * Time and chance.
	 *
	 * @param clock the clock by which is noted what is due
	 * @param chance where jitter comes from
	 */
	record Time(SteadyClock clock, RandomGenerator random) {
	}

}

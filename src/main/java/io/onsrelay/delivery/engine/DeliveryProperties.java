package io.onsrelay.delivery.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.Suggestions;
import io.onsrelay.delivery.policy.CircuitSettings;
import io.onsrelay.delivery.policy.LaneSettings;
import io.onsrelay.delivery.policy.RetryPolicy;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Rate;
import io.onsrelay.timing.Backoff;

/**
 * How destinations are served.
 *
 * @param concurrency how many calls to one destination may be in flight at the same time,
 * each from its begin until its result is on disk: as many messages may arrive twice
 * after a crash
 * @param initialBackoff the longest wait after a first failed attempt; it doubles with
 * each further one
 * @param maxBackoff the longest wait between two attempts, unless the destination asks
 * for more
 * @param giveUpAfter how long after its receipt a message that can't be delivered becomes
 * a dead letter
 * @param lease how long a claimed delivery belongs to the lane that claimed it; longer
 * than any call takes
 * @param shutdownGrace how long calls in flight may go on when the service stops
 * @param circuit when a destination counts as down, and how it is probed
 * @param destinations what is different for some destinations, by kind and name
 */
@ConfigurationProperties(prefix = DeliveryProperties.PREFIX, ignoreUnknownFields = false)
@Validated
record DeliveryProperties(@DefaultValue("8") @Min(1) @Max(64) int concurrency,
		@DefaultValue("1s") @NotNull Duration initialBackoff, @DefaultValue("5m") @NotNull Duration maxBackoff,
		@DefaultValue("24h") @NotNull @DurationMin(seconds = 1) Duration giveUpAfter,
		@DefaultValue("2m") @NotNull @DurationMin(seconds = 1) Duration lease,
		@DefaultValue("20s") @NotNull Duration shutdownGrace, @DefaultValue @Valid CircuitSettings circuit,
		@DefaultValue Map<String, Map<String, @Valid DestinationProperties>> destinations) {

	static final String PREFIX = "relay.delivery";

	/**
	 * Return how the lane of a destination serves it: as configured for the destination,
	 * else for all, else as its vendor allows.
	 * @param destination the destination
	 * @param notifier its notifier, which knows what the vendor allows
	 * @return the settings
	 */
	LaneSettings laneSettings(Destination destination, Notifier notifier) {
		DestinationProperties own = own(destination);
		return new LaneSettings(either(own.concurrency(), this.concurrency),
				either(own.rate(), notifier.rate()).interval(), notifier.batching(), this.lease);
	}

	/**
	 * Return when deliveries to a destination are tried again.
	 * @param destination the destination
	 * @param random the source of jitter
	 * @return the policy
	 * @throws InvalidConfigurationException if the back-off contradicts itself
	 */
	RetryPolicy retryPolicy(Destination destination, RandomGenerator random) {
		DestinationProperties own = own(destination);
		return new RetryPolicy(backoff(destination, own), either(own.giveUpAfter(), this.giveUpAfter), random);
	}

	private Backoff backoff(Destination destination, DestinationProperties own) {
		return backoff(own.equals(DestinationProperties.NONE) ? PREFIX
				: "%s.destinations.%s.%s".formatted(PREFIX, destination.kind(), destination.name()), own);
	}

	private Backoff backoff(String property, DestinationProperties own) {
		try {
			return new Backoff(either(own.initialBackoff(), this.initialBackoff),
					either(own.maxBackoff(), this.maxBackoff));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException(property + ".initial-backoff", String.valueOf(ex.getMessage()),
					"Make it a positive duration no longer than %s.max-backoff.".formatted(property));
		}
	}

	private DestinationProperties own(Destination destination) {
		return this.destinations.getOrDefault(destination.kind(), Map.of())
			.entrySet()
			.stream()
			.filter((entry) -> Destination.comparable(entry.getKey())
				.equals(Destination.comparable(destination.name())))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(DestinationProperties.NONE);
	}

	/**
	 * Rejects settings that contradict each other, also where no destination is called,
	 * and settings for destinations that are not configured.
	 * @param notifiers the configured destinations
	 * @throws InvalidConfigurationException if there are such settings, with all of them
	 */
	void requireConsistency(NotifierRegistry notifiers) {
		Mistakes mistakes = new Mistakes();
		mistakes.of(() -> backoff(PREFIX, DestinationProperties.NONE));
		rejectUncalledDestinations(notifiers, mistakes);
		notifiers.called().keySet().forEach((destination) -> {
			mistakes.of(() -> backoff(destination, own(destination)));
			mistakes.of(() -> requireLeaseFor(destination, notifiers.timeout(destination)));
		});
		mistakes.refuse();
	}

	/**
	 * Rejects a lease that may end while a call is in flight: the delivery would be
	 * claimed and made a second time. A claim begins in the first half of its lease.
	 */
	private void requireLeaseFor(Destination destination, Duration timeout) {
		if (this.lease.compareTo(timeout.multipliedBy(2)) < 0) {
			throw new InvalidConfigurationException(PREFIX + ".lease",
					"%s s is too short for %s, whose calls may take %s s: they would be made again meanwhile."
						.formatted(inSeconds(this.lease), destination, inSeconds(timeout)),
					"Make the lease at least twice as long as the time-out: two minutes are usual.");
		}
	}

	private static String inSeconds(Duration duration) {
		return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
	}

	/**
	 * Rejects settings for destinations that are not configured, or not called.
	 */
	private void rejectUncalledDestinations(NotifierRegistry notifiers, Mistakes mistakes) {
		TreeSet<String> called = names(notifiers.called().keySet());
		TreeSet<String> appended = names(notifiers.written().keySet());
		this.destinations.forEach((kind, names) -> names.keySet()
			.forEach((name) -> mistakes.of(() -> rejectUncalled(kind + "/" + name, called, appended))));
	}

	private static TreeSet<String> names(Collection<Destination> destinations) {
		return destinations.stream().map(Destination::toString).collect(Collectors.toCollection(TreeSet::new));
	}

	private static boolean contains(TreeSet<String> names, String written) {
		return names.stream().anyMatch((name) -> Destination.comparable(name).equals(Destination.comparable(written)));
	}

	private static void rejectUncalled(String written, TreeSet<String> known, TreeSet<String> appended) {
		String property = "%s.destinations.%s".formatted(PREFIX, written.replace('/', '.'));
		if (contains(appended, written)) {
			throw new InvalidConfigurationException(property,
					"'%s' is not called: a message is there when it is accepted".formatted(written),
					"Remove these settings.");
		}
		if (!contains(known, written)) {
			throw new InvalidConfigurationException(property, "no destination '%s' is configured".formatted(written),
					Suggestions.nearest(written, known)
						.map("Did you mean %s?"::formatted)
						.orElseGet(() -> "Configured are: " + String.join(", ", known) + "."));
		}
	}

	/**
	 * Return the longest wait before any attempt.
	 * @return the longest {@code max-backoff} of all destinations
	 */
	Duration longestWait() {
		return this.destinations.values()
			.stream()
			.flatMap((names) -> names.values().stream())
			.map(DestinationProperties::maxBackoff)
			.filter(Objects::nonNull)
			.reduce(this.maxBackoff, (one, other) -> (one.compareTo(other) > 0) ? one : other);
	}

	private static <T> T either(@Nullable T own, T general) {
		return Objects.requireNonNullElse(own, general);
	}

	/**
	 * What is different for one destination; a setting that is missing is as for all.
	 *
	 * @param concurrency how many calls may be in flight at the same time
	 * @param rate how often it may be called, such as 1/s, 120/m or unlimited; the rate
	 * that its vendor allows unless it is set
	 * @param initialBackoff the longest wait after a first failed attempt
	 * @param maxBackoff the longest wait between two attempts
	 * @param giveUpAfter after what time a message becomes a dead letter
	 */
	record DestinationProperties(@Nullable @Min(1) @Max(64) Integer concurrency, @Nullable Rate rate,
			@Nullable Duration initialBackoff, @Nullable Duration maxBackoff,
			@Nullable @DurationMin(seconds = 1) Duration giveUpAfter) {

		static final DestinationProperties NONE = new DestinationProperties(null, null, null, null, null);

	}

}

package io.onsrelay.notifier;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.StrictBinder;

/**
 * Creates a notifier for each destination that is configured below
 * {@code relay.notifier.<kind>.<name>} or exists by default.
 */
class NotifierRegistrar {

	private static final String PREFIX = "relay.notifier";

	private final Map<String, NotifierFactory<?>> factories = new TreeMap<>();

	private final StrictBinder binder;

	NotifierRegistrar(Collection<NotifierFactory<?>> factories, StrictBinder binder) {
		this.binder = binder;
		for (NotifierFactory<?> factory : factories) {
			NotifierFactory<?> other = this.factories.putIfAbsent(factory.kind(), factory);
			if (other != null) {
				throw new InvalidConfigurationException(
						PREFIX + "." + factory.kind(), "two notifiers are of this kind: %s and %s."
							.formatted(other.getClass().getName(), factory.getClass().getName()),
						"Remove one of them from the class path.");
			}
		}
	}

	/**
	 * Reads the configuration.
	 * @return every destination with its notifier
	 * @throws InvalidConfigurationException if a kind is unknown, or a name or the
	 * settings of a destination are invalid; with the mistakes of every kind
	 */
	NotifierRegistry register() {
		Mistakes mistakes = new Mistakes();
		mistakes.of(() -> this.binder.allowOnly(PREFIX, this.factories.keySet()));
		Map<Destination, DestinationNotifier> notifiers = new HashMap<>();
		Set<Destination> receivingAll = new HashSet<>();
		Map<Destination, Duration> timeouts = new HashMap<>();
		for (NotifierFactory<?> factory : this.factories.values()) {
			register(factory, notifiers, receivingAll, timeouts, mistakes);
		}
		mistakes.refuse();
		return new NotifierRegistry(notifiers, receivingAll, timeouts, this.factories.values());
	}

	private <S> void register(NotifierFactory<S> factory, Map<Destination, DestinationNotifier> notifiers,
			Set<Destination> receivingAll, Map<Destination, Duration> timeouts, Mistakes mistakes) {
		settings(factory, mistakes).forEach((name, settings) -> mistakes.of(() -> {
			Destination destination = destination(factory.kind(), name);
			notifiers.put(destination, factory.create(destination, settings));
			timeouts.put(destination, factory.timeout(settings));
			if (factory.receivesAll(settings)) {
				receivingAll.add(destination);
			}
		}));
	}

	private <S> Map<String, S> settings(NotifierFactory<S> factory, Mistakes mistakes) {
		Map<String, S> configured = this.binder.bindEach(PREFIX + "." + factory.kind(), factory.settings(), mistakes);
		Map<String, Map.Entry<String, S>> byComparableName = new LinkedHashMap<>();
		factory.defaults()
			.entrySet()
			.forEach((entry) -> byComparableName.put(Destination.comparable(entry.getKey()), entry));
		configured.entrySet().forEach((entry) -> byComparableName.put(Destination.comparable(entry.getKey()), entry));
		Map<String, S> settings = new LinkedHashMap<>();
		byComparableName.values().forEach((entry) -> settings.put(entry.getKey(), entry.getValue()));
		return settings;
	}

	private static Destination destination(String kind, String name) {
		try {
			return new Destination(kind, name);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidConfigurationException("%s.%s.%s".formatted(PREFIX, kind, name),
					"'%s' can't be the name of a destination.".formatted(name),
					"Use letters, digits, dots, dashes and underscores, at most 64.");
		}
	}

}

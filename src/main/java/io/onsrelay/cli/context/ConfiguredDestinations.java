package io.onsrelay.cli.context;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

import io.onsrelay.config.Mistakes;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.DestinationNotifier;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;

/**
 * The names of the configured destinations, for routes to be checked against, even if
 * their settings have mistakes. Every delivery to them is rejected.
 */
final class ConfiguredDestinations {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("relay.notifier");

	private static final Notifier REJECTING = (batch) -> Outcome.rejected(Outcome.Reason.UNEXPECTED, "Not configured");

	private final Map<Destination, DestinationNotifier> notifiers = new HashMap<>();

	private final Map<Destination, Duration> timeouts = new HashMap<>();

	private final Collection<? extends NotifierFactory<?>> factories;

	ConfiguredDestinations(Environment environment, StrictBinder binder,
			Collection<? extends NotifierFactory<?>> factories) {
		this.factories = factories;
		factories.forEach((factory) -> addTimeouts(factory, binder));
		factories.forEach((factory) -> factory.defaults().keySet().forEach((name) -> add(factory.kind(), name)));
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource names) {
				names.stream().filter(ROOT::isAncestorOf).forEach(this::add);
			}
		}
	}

	NotifierRegistry registry() {
		return new NotifierRegistry(this.notifiers, Set.of(), this.timeouts, this.factories);
	}

	// Those whose settings can be read
	private <S> void addTimeouts(NotifierFactory<S> factory, StrictBinder binder) {
		binder.bindEach(ROOT.append(factory.kind()).toString(), factory.settings(), new Mistakes())
			.forEach((name, settings) -> destination(factory.kind(), name)
				.ifPresent((destination) -> this.timeouts.put(destination, factory.timeout(settings))));
	}

	private void add(ConfigurationPropertyName property) {
		int kind = ROOT.getNumberOfElements();
		if (property.getNumberOfElements() > kind + 1) {
			add(property.getElement(kind, Form.ORIGINAL), property.getElement(kind + 1, Form.ORIGINAL));
		}
	}

	private void add(String kind, String name) {
		destination(kind, name).ifPresent((destination) -> this.notifiers.put(destination, REJECTING));
	}

	// Of a wrong name the mistake is reported already, and no route can lead there.
	private static Optional<Destination> destination(String kind, String name) {
		try {
			return Optional.of(new Destination(kind, name));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}

package io.onsrelay.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.io.ClassPathResource;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.config.Suggestions;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;

/**
 * Reads the presets: routes that come with the service.
 */
class PresetReader {

	static final String PROPERTY = "relay.presets";

	private static final String SETTINGS = "relay.preset";

	private static final Set<String> NAMES = Set.of("cis");

	private final StrictBinder binder;

	private final NotifierRegistry notifiers;

	private final RouteReader reader;

	PresetReader(StrictBinder binder, NotifierRegistry notifiers, RouteReader reader) {
		this.binder = binder;
		this.notifiers = notifiers;
		this.reader = reader;
	}

	/**
	 * Reads the routes of the configured presets.
	 * @param replaced the names of the user's own routes, which replace those of presets
	 * @return the other routes of the presets, in their order
	 * @throws InvalidConfigurationException if there is no such preset, or if the
	 * destinations of its routes are missing or ambiguous
	 */
	List<Route> read(Set<String> replaced) {
		this.binder.allowOnly(SETTINGS, NAMES);
		Map<String, PresetProperties> settings = this.binder.bind(SETTINGS,
				Bindable.mapOf(String.class, PresetProperties.class), Map.of());
		List<String> chosen = this.binder.bind(PROPERTY, Bindable.listOf(String.class), List.of());
		for (int i = 0; i < chosen.size(); i++) {
			requireKnown(chosen.get(i), "%s[%d]".formatted(PROPERTY, i));
		}
		List<Route> routes = new ArrayList<>();
		for (String preset : new LinkedHashSet<>(chosen)) {
			List<String> configured = settings.getOrDefault(preset, new PresetProperties(List.of())).to();
			List<Destination> to = destinations(configured, "%s.%s.to".formatted(SETTINGS, preset));
			routes.addAll(read(preset, to, replaced));
		}
		return routes;
	}

	private static void requireKnown(String preset, String property) {
		if (!NAMES.contains(preset)) {
			throw new InvalidConfigurationException(property,
					"there is no preset '%s'. There are: %s.".formatted(preset,
							String.join(", ", new TreeSet<>(NAMES))),
					Suggestions.nearest(preset, NAMES).map("Did you mean %s? "::formatted).orElse("")
							+ "Correct the name or remove it.");
		}
	}

	/**
	 * Return the destinations of a preset. With several candidates there is no default: a
	 * pager must not get everything that a preset watches only because it is configured.
	 */
	private List<Destination> destinations(List<String> configured, String property) {
		if (!configured.isEmpty()) {
			return this.reader.destinations(configured, property);
		}
		List<Destination> candidates = this.notifiers.destinations()
			.stream()
			.filter(this.notifiers::isMuteable)
			.toList();
		if (candidates.size() == 1) {
			return candidates;
		}
		String names = candidates.stream().map(Destination::toString).collect(Collectors.joining(", "));
		throw new InvalidConfigurationException(property,
				candidates.isEmpty() ? "there is no destination that people read."
						: "the preset can go to several destinations: %s.".formatted(names),
				candidates.isEmpty() ? "Configure one below relay.notifier, or name another destination here."
						: "Name those that its routes go to, such as [%s].".formatted(candidates.getFirst()));
	}

	private List<Route> read(String preset, List<Destination> to, Set<String> replaced) {
		List<Route> routes = new ArrayList<>();
		for (RouteProperties entry : entries(preset)) {
			String name = Objects.requireNonNull(entry.name());
			if (!replaced.contains(name)) {
				routes.add(this.reader.route(entry, name, to, "%s.%s.%s".formatted(SETTINGS, preset, name)));
			}
		}
		return routes;
	}

	private static List<RouteProperties> entries(String preset) {
		ClassPathResource resource = new ClassPathResource("presets/%s.yaml".formatted(preset));
		try {
			return new Binder(ConfigurationPropertySources.from(new YamlPropertySourceLoader().load(preset, resource)))
				.bind("routes", Bindable.listOf(RouteProperties.class))
				.get();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The settings of a preset, below {@code relay.preset.<name>}.
	 *
	 * @param to the destinations of its routes, each written kind/name; may be left out
	 * if only one destination notifies users
	 */
	record PresetProperties(@DefaultValue List<String> to) {
	}

}

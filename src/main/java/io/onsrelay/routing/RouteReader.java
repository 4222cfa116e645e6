package io.onsrelay.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.Suggestions;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.routing.condition.Condition;
import io.onsrelay.routing.condition.ConfiguredCondition;
import io.onsrelay.routing.mute.MuteReader;

/**
 * Reads routes from the configuration, or reports which property is wrong and why.
 */
class RouteReader {

	static final String PROPERTY = "relay.routes";

	private final Map<String, Destination> destinations = new TreeMap<>();

	private final PresentationOverridesReader overrides;

	RouteReader(NotifierRegistry notifiers) {
		notifiers.destinations().forEach((destination) -> this.destinations.put(destination.toString(), destination));
		this.overrides = new PresentationOverridesReader(notifiers);
	}

	/**
	 * Reads all routes.
	 * @param entries what is configured
	 * @param mistakes where mistakes are added
	 * @return the routes without mistakes, in the same order
	 */
	List<Route> read(List<RouteProperties> entries, Mistakes mistakes) {
		List<Route> routes = new ArrayList<>();
		Map<String, String> propertiesByName = new HashMap<>();
		for (int i = 0; i < entries.size(); i++) {
			RouteProperties entry = entries.get(i);
			String property = "%s[%d]".formatted(PROPERTY, i);
			String name = StringUtils.hasText(entry.name()) ? entry.name() : "route-" + (i + 1);
			mistakes.of(() -> requireFree(name, propertiesByName.putIfAbsent(name, property), property));
			List<Destination> to = new ArrayList<>();
			mistakes.of(() -> to.addAll(destinations(entry.to(), property + ".to")));
			mistakes.of(() -> ConfiguredCondition.read(entry.condition(), property + ".condition"));
			mistakes.of(() -> unless(entry, property));
			mistakes.of(() -> MuteReader.read(entry.mute(), property + ".mute"));
			mistakes.of(() -> this.overrides.read(entry, to, property));
			mistakes.of(() -> routes.add(route(entry, name, to, property)));
		}
		return routes;
	}

	/**
	 * Reads one route.
	 * @param entry what is configured
	 * @param name its name
	 * @param to its destinations
	 * @param property the name of its property
	 * @return the route
	 * @throws InvalidConfigurationException if it is invalid
	 */
	Route route(RouteProperties entry, String name, List<Destination> to, String property) {
		return new Route(name, ConfiguredCondition.read(entry.condition(), property + ".condition"),
				unless(entry, property), to, MuteReader.read(entry.mute(), property + ".mute"),
				this.overrides.read(entry, to, property));
	}

	private void requireFree(String name, @Nullable String other, String property) {
		if (name.equals(RouteTable.CATCH_ALL)) {
			throw new InvalidConfigurationException(property + ".name",
					"'%s' is the name of the route for destinations that get every message.".formatted(name),
					"Give the route another name.");
		}
		if (other != null) {
			throw new InvalidConfigurationException(property + ".name",
					"%s is called '%s' already.".formatted(other, name), "Give each route a name of its own.");
		}
	}

	private @Nullable Condition unless(RouteProperties entry, String property) {
		return StringUtils.hasText(entry.unless()) ? ConfiguredCondition.read(entry.unless(), property + ".unless")
				: null;
	}

	/**
	 * Finds destinations.
	 * @param texts their text forms
	 * @param property the name of their property
	 * @return the destinations in the same order
	 * @throws InvalidConfigurationException if one of them is not configured
	 */
	List<Destination> destinations(List<String> texts, String property) {
		List<Destination> destinations = new ArrayList<>();
		Mistakes mistakes = new Mistakes();
		for (int i = 0; i < texts.size(); i++) {
			String text = texts.get(i);
			String element = "%s[%d]".formatted(property, i);
			mistakes.of(() -> destinations.add(destination(text, element)));
		}
		mistakes.refuse();
		return destinations;
	}

	private Destination destination(String text, String property) {
		Destination destination = this.destinations.get(text);
		if (destination == null) {
			String action = Suggestions.nearest(text, this.destinations.keySet())
				.map("Did you mean %s? "::formatted)
				.orElse("") + "Write one of these, or configure another one below relay.notifier.";
			throw new InvalidConfigurationException(property,
					"there is no destination '%s'. Configured are: %s.".formatted(text,
							this.destinations.isEmpty() ? "none" : String.join(", ", this.destinations.keySet())),
					action);
		}
		return destination;
	}

}

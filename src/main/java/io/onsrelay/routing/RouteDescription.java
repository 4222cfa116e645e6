package io.onsrelay.routing;

import java.util.List;

import io.onsrelay.notifier.Destination;

/**
 * A route as it is configured.
 *
 * @param name the name of the route in notifications and logs
 * @param condition the condition as it was written
 * @param to the destinations, in the order of the configuration
 */
public record RouteDescription(String name, String condition, List<Destination> to) {

	/**
	 * Keeps a copy of the destinations.
	 */
	public RouteDescription {
		to = List.copyOf(to);
	}

}

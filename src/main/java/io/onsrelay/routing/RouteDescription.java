package io.onsrelay.routing;

import java.util.List;

import io.onsrelay.notifier.Destination;

/**
 * A route as it is configured.
 *
 * @param name the name of the route in notifications and logs
 * @param condition the condition as it was written
 * @param unless the exceptions as they were written; empty if there are none
 * @param mute the windows in which users get nothing from it, in words
 * @param to the destinations, in the order of the configuration
 */
public record RouteDescription(String name, String condition, String unless, List<String> mute, List<Destination> to) {

	/**
	 * Keeps copies of the lists.
	 */
	public RouteDescription {
		mute = List.copyOf(mute);
		to = List.copyOf(to);
	}

}

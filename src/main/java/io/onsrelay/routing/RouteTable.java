package io.onsrelay.routing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;

/**
 * The routes in the order of the configuration, and behind them the destinations that
 * take everything.
 */
class RouteTable implements Router {

	/**
	 * The name under which a destination gets what no route sends there.
	 */
	static final String EVERYTHING = "everything";

	private final List<Route> routes;

	private final List<Destination> takingEverything;

	RouteTable(List<Route> routes, Collection<Destination> takingEverything) {
		this.routes = List.copyOf(routes);
		this.takingEverything = List.copyOf(takingEverything);
	}

	@Override
	public List<Notification> route(Message message) {
		Map<Destination, Notification> notifications = new LinkedHashMap<>();
		for (Route route : this.routes) {
			if (route.appliesTo(message)) {
				route.to()
					.forEach((destination) -> notifications.putIfAbsent(destination,
							new Notification(message, destination, route.name(), route.severity())));
			}
		}
		this.takingEverything.forEach((destination) -> notifications.putIfAbsent(destination,
				new Notification(message, destination, EVERYTHING, null)));
		return List.copyOf(notifications.values());
	}

}

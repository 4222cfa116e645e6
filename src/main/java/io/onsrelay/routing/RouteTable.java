package io.onsrelay.routing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Treatment;
import io.onsrelay.notifier.Treatments;

/**
 * The routes in the order of the configuration, and behind them the destinations that
 * take everything.
 */
class RouteTable implements Router, Routes, Treatments {

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
	public Treatment of(String route) {
		return this.routes.stream()
			.filter((candidate) -> candidate.name().equals(route))
			.map(Route::treatment)
			.findFirst()
			.orElse(Treatment.USUAL);
	}

	@Override
	public List<Route> all() {
		return this.routes;
	}

	@Override
	public List<Notification> route(Message message) {
		Map<Destination, Notification> notifications = new LinkedHashMap<>();
		for (Route route : this.routes) {
			if (route.appliesTo(message)) {
				route.to()
					.forEach((destination) -> notifications.putIfAbsent(destination,
							new Notification(message, destination, route.name(), route.treatment())));
			}
		}
		this.takingEverything.forEach((destination) -> notifications.putIfAbsent(destination,
				new Notification(message, destination, EVERYTHING, Treatment.USUAL)));
		return List.copyOf(notifications.values());
	}

}

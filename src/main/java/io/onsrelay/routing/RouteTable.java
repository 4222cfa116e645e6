package io.onsrelay.routing;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.OverridesByRoute;
import io.onsrelay.notifier.PresentationOverrides;

/**
 * The routes in the order of the configuration, followed by the destinations that get
 * every message.
 */
class RouteTable implements Router, OverridesByRoute {

	/**
	 * The route name of messages that a destination gets without a route.
	 */
	static final String CATCH_ALL = "catch-all";

	private final List<Route> routes;

	private final Map<String, PresentationOverrides> overrides;

	private final NotifierRegistry notifiers;

	private final List<Destination> receivingAll;

	private final Clock clock;

	RouteTable(List<Route> routes, NotifierRegistry notifiers, Clock clock) {
		this.routes = List.copyOf(routes);
		this.overrides = routes.stream()
			.collect(Collectors.toUnmodifiableMap(Route::name, Route::overrides, (first, second) -> first));
		this.notifiers = notifiers;
		this.receivingAll = List.copyOf(notifiers.receivingAll());
		this.clock = clock;
	}

	@Override
	public PresentationOverrides of(String route) {
		return this.overrides.getOrDefault(route, PresentationOverrides.NONE);
	}

	@Override
	public List<RouteDescription> routes() {
		return this.routes.stream().map(Route::describe).toList();
	}

	@Override
	public List<RouteExplanation> explain(Message message) {
		return this.routes.stream().map((route) -> route.explain(message)).toList();
	}

	@Override
	public RoutingDecision route(Message message) {
		Instant now = this.clock.instant();
		Map<Destination, Notification> notifications = new LinkedHashMap<>();
		Set<Destination> muted = new HashSet<>();
		for (Route route : this.routes) {
			if (route.appliesTo(message)) {
				Set<Destination> mutedByRoute = mutedBy(route, now);
				muted.addAll(mutedByRoute);
				route.to()
					.stream()
					.filter((destination) -> !mutedByRoute.contains(destination))
					.forEach((destination) -> notifications.putIfAbsent(destination,
							new Notification(message, destination, route.name(), route.overrides())));
			}
		}
		this.receivingAll.forEach((destination) -> notifications.putIfAbsent(destination,
				new Notification(message, destination, CATCH_ALL, PresentationOverrides.NONE)));
		muted.removeAll(notifications.keySet());
		return new RoutingDecision(List.copyOf(notifications.values()), muted);
	}

	private Set<Destination> mutedBy(Route route, Instant now) {
		return route.isMuted(now) ? route.to().stream().filter(this.notifiers::isMuteable).collect(Collectors.toSet())
				: Set.of();
	}

}

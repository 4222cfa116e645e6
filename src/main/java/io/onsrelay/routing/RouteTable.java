package io.onsrelay.routing;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
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
public final class RouteTable implements Router, OverridesByRoute {

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

	/**
	 * Return what each route overrides.
	 */
	Map<String, PresentationOverrides> overrides() {
		return this.overrides;
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
		return route(message, this.clock.instant());
	}

	/**
	 * Applies every route, as at another time.
	 * @param message the message
	 * @param time the time that decides which routes are muted
	 * @return which destinations get it, and which are muted
	 */
	public RoutingDecision route(Message message, Instant time) {
		Selection selection = new Selection(message);
		Set<Destination> muted = new HashSet<>();
		for (Route route : this.routes) {
			BitSet matching = route.matching(message);
			if (!matching.isEmpty()) {
				Set<Destination> mutedByRoute = mutedBy(route, time);
				muted.addAll(mutedByRoute);
				route.to()
					.stream()
					.filter((destination) -> !mutedByRoute.contains(destination))
					.forEach((destination) -> selection.add(destination, route, matching));
			}
		}
		this.receivingAll.forEach(selection::addIfMissing);
		muted.removeAll(selection.destinations());
		return new RoutingDecision(
				selection.notifications().stream().flatMap((one) -> this.notifiers.divide(one).stream()).toList(),
				muted);
	}

	private Set<Destination> mutedBy(Route route, Instant now) {
		return route.isMuted(now) ? route.to().stream().filter(this.notifiers::isMuteable).collect(Collectors.toSet())
				: Set.of();
	}

	/**
	 * What each destination gets of a message. It gets each record once, as the first
	 * route says that names it and matches the record; stores get the message as a whole.
	 */
	private final class Selection {

		private final Message message;

		private final List<Notification> notifications = new ArrayList<>();

		private final Map<Destination, BitSet> selected = new HashMap<>();

		Selection(Message message) {
			this.message = message;
		}

		void add(Destination destination, Route route, BitSet matching) {
			BitSet before = this.selected.get(destination);
			BitSet more = (BitSet) matching.clone();
			if (!RouteTable.this.notifiers.isMuteable(destination)) {
				more.set(0, this.message.contents().size());
			}
			if (before != null) {
				more.andNot(before);
			}
			if (!more.isEmpty()) {
				this.selected.computeIfAbsent(destination, (_) -> new BitSet()).or(more);
				this.notifications
					.add(new Notification(this.message.part(more), destination, route.name(), route.overrides()));
			}
		}

		void addIfMissing(Destination destination) {
			if (!this.selected.containsKey(destination)) {
				this.notifications
					.add(new Notification(this.message, destination, CATCH_ALL, PresentationOverrides.NONE));
			}
		}

		Set<Destination> destinations() {
			return this.selected.keySet();
		}

		List<Notification> notifications() {
			return this.notifications;
		}

	}

}

package io.onsrelay.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.onsrelay.config.StrictBinder;
import io.onsrelay.event.Message;
import io.onsrelay.notifier.OverridesByRoute;
import io.onsrelay.notifier.PresentationOverrides;

/**
 * The routes that apply now. They are replaced as a whole: a message is routed by one
 * table or by another one, never by parts of both.
 * <p>
 * A delivery that waits goes where it was to go when its message was accepted. It is
 * shown as the route of its name says now, or said last where there is none any more.
 */
public final class LoadedRoutes implements Router, OverridesByRoute {

	private final RouteTableReader reader;

	private final AtomicReference<Tables> tables;

	LoadedRoutes(RouteTableReader reader, RouteTable first) {
		this.reader = reader;
		this.tables = new AtomicReference<>(new Tables(first, Map.of()));
	}

	/**
	 * Reads other routes, and applies them to nothing.
	 * @param binder the properties
	 * @return their table
	 * @throws io.onsrelay.config.InvalidConfigurationException if there are mistakes,
	 * with all of them
	 */
	public RouteTable read(StrictBinder binder) {
		return this.reader.read(binder);
	}

	/**
	 * Puts other routes in place of these.
	 * @param table their table
	 */
	public void replaceBy(RouteTable table) {
		this.tables.updateAndGet((before) -> before.followedBy(table));
	}

	/**
	 * Return the table that applies now.
	 * @return the table
	 */
	public RouteTable table() {
		return current().table();
	}

	@Override
	public RoutingDecision route(Message message) {
		return table().route(message);
	}

	@Override
	public List<RouteDescription> routes() {
		return table().routes();
	}

	@Override
	public List<RouteExplanation> explain(Message message) {
		return table().explain(message);
	}

	@Override
	public PresentationOverrides of(String route) {
		Tables now = current();
		PresentationOverrides overrides = now.table().overrides().get(route);
		return (overrides != null) ? overrides : now.former().getOrDefault(route, PresentationOverrides.NONE);
	}

	private Tables current() {
		return this.tables.get();
	}

	/**
	 * A table, and what routes said that it does not have any more.
	 *
	 * @param table the table
	 * @param former what each former route overrode
	 */
	private record Tables(RouteTable table, Map<String, PresentationOverrides> former) {

		Tables followedBy(RouteTable next) {
			Map<String, PresentationOverrides> gone = new HashMap<>(this.former);
			gone.putAll(this.table.overrides());
			gone.keySet().removeAll(next.overrides().keySet());
			return new Tables(next, Map.copyOf(gone));
		}

	}

}

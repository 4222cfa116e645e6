package io.onsrelay.routing;

import java.util.List;

import io.onsrelay.event.Message;

/**
 * Decides where a message goes.
 */
public interface Router {

	/**
	 * Applies every route. A destination that several routes name gets the message once,
	 * under the first of them that is not muted for it; of a batch it gets each record
	 * once, under the first such route that matches the record. Destinations that receive
	 * every message get it under the route {@code catch-all} where no route sends it
	 * there.
	 * @param message the message
	 * @return which destinations get it, and which are muted at the time
	 */
	RoutingDecision route(Message message);

	/**
	 * Return the configured routes.
	 * @return the routes in the order in which they apply; none if the router decides
	 * without routes
	 */
	default List<RouteDescription> routes() {
		return List.of();
	}

	/**
	 * Explains for every route why it applies to a message, or does not.
	 * @param message the message
	 * @return an explanation for each of the {@link #routes()}, in their order
	 */
	default List<RouteExplanation> explain(Message message) {
		return List.of();
	}

}

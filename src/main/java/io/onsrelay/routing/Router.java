package io.onsrelay.routing;

import io.onsrelay.event.Message;

/**
 * Decides where a message goes.
 */
public interface Router {

	/**
	 * Applies every route. A destination that several routes name gets the message once,
	 * under the first of them that is not muted for it. Destinations that take everything
	 * get it under the route {@code everything} where no route sends it there.
	 * @param message the message
	 * @return who gets it, and who does not because of the time
	 */
	RoutingDecision route(Message message);

}

package io.onsrelay.routing;

import java.util.List;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Notification;

/**
 * Decides where a message goes.
 */
public interface Router {

	/**
	 * Applies every route. A destination that several routes name gets the message once,
	 * under the first of them. Destinations that take everything get it under the route
	 * {@code everything} where no route sends it there.
	 * @param message the message
	 * @return one notification for each destination, in the order of the routes; empty
	 * where nobody gets it
	 */
	List<Notification> route(Message message);

}

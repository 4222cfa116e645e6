package io.onsrelay.routing;

import java.util.List;
import java.util.Set;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;

/**
 * Which destinations get a message, and which are muted.
 *
 * @param notifications one for each destination that gets the message, in the order of
 * the routes; of a batch, one for each part that a destination gets by itself
 * @param muted the destinations of applying routes that get nothing, because each of
 * these routes is muted
 */
public record RoutingDecision(List<Notification> notifications, Set<Destination> muted) {

	/**
	 * Keeps copies.
	 */
	public RoutingDecision {
		notifications = List.copyOf(notifications);
		muted = Set.copyOf(muted);
	}

	/**
	 * Return whether a route applies to the message, muted or not.
	 * @return {@code false} if no destination gets it, or only those that get every
	 * message
	 */
	public boolean isRouted() {
		return !this.muted.isEmpty() || this.notifications.stream()
			.anyMatch((notification) -> !notification.route().equals(RouteTable.CATCH_ALL));
	}

}

package io.onsrelay.routing;

import java.util.List;
import java.util.Set;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;

/**
 * Where a message goes, and where it does not go for now.
 *
 * @param notifications one for each destination that gets it, in the order of the routes
 * @param muted the destinations that a route names and that are left in peace at the time
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
	 * @return {@code false} if only those get it that take everything, or nobody
	 */
	public boolean isRouted() {
		return !this.muted.isEmpty() || this.notifications.stream()
			.anyMatch((notification) -> !notification.route().equals(RouteTable.CATCH_ALL));
	}

}

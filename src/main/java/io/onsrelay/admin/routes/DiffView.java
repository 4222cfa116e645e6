package io.onsrelay.admin.routes;

import java.time.Instant;
import java.util.List;

import io.onsrelay.notifier.Destination;
import io.onsrelay.routing.diff.RoutesDiff;

/**
 * Which messages would go elsewhere, in a response of the API.
 *
 * @param from the messages that were received from this time on
 * @param lookedAt how many of them were looked at, the newest first
 * @param complete whether these are all of them
 * @param moved how many would go elsewhere
 * @param destinations how many more and fewer messages each destination would get
 * @param messages the newest of those that would go elsewhere
 */
record DiffView(Instant from, int lookedAt, boolean complete, int moved, List<ChangeView> destinations,
		List<MovedView> messages) {

	static DiffView of(RoutesDiff diff) {
		return new DiffView(diff.from(), diff.lookedAt(), diff.complete(), diff.moved(),
				diff.destinations()
					.stream()
					.map((change) -> new ChangeView(change.destination().toString(), change.more(), change.fewer()))
					.toList(),
				diff.messages()
					.stream()
					.map((moved) -> new MovedView(moved.id().toString(), moved.receivedAt(), moved.title(),
							names(moved.before()), names(moved.after())))
					.toList());
	}

	private static List<String> names(List<Destination> destinations) {
		return destinations.stream().map(Destination::toString).toList();
	}

	/**
	 * What changes for a destination.
	 *
	 * @param destination the destination
	 * @param more how many messages it would get that it does not get now
	 * @param fewer how many messages it would get no longer
	 */
	record ChangeView(String destination, int more, int fewer) {
	}

	/**
	 * A message that would go elsewhere.
	 *
	 * @param id its id
	 * @param receivedAt when it was received
	 * @param title what it is about
	 * @param before where it goes by the loaded routes
	 * @param after where it would go
	 */
	record MovedView(String id, Instant receivedAt, String title, List<String> before, List<String> after) {
	}

}

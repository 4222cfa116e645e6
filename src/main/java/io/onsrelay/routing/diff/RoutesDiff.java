package io.onsrelay.routing.diff;

import java.time.Instant;
import java.util.List;

import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;

/**
 * Which messages would go elsewhere.
 *
 * @param from the messages that were received from this time on
 * @param lookedAt how many of them were looked at, the newest first
 * @param complete whether these are all of them
 * @param moved how many of those would go elsewhere
 * @param destinations how many messages each destination gets before and after, for
 * destinations where that differs or other messages arrive, in alphabetical order
 * @param messages the newest messages that would go elsewhere; fewer than {@code moved}
 * if there are many
 */
public record RoutesDiff(Instant from, int lookedAt, boolean complete, int moved, List<DestinationChange> destinations,
		List<MovedMessage> messages) {

	/**
	 * Keeps copies of the lists.
	 */
	public RoutesDiff {
		destinations = List.copyOf(destinations);
		messages = List.copyOf(messages);
	}

	/**
	 * What changes for a destination.
	 *
	 * @param destination the destination
	 * @param more how many messages it would get that it does not get now
	 * @param fewer how many messages it would get no longer
	 */
	public record DestinationChange(Destination destination, int more, int fewer) {
	}

	/**
	 * A message that would go elsewhere.
	 *
	 * @param id its id
	 * @param receivedAt when it was received
	 * @param title what it is about, for people
	 * @param before where it goes by the routes that are loaded, or has gone to, in
	 * alphabetical order
	 * @param after where it would go, in alphabetical order
	 */
	public record MovedMessage(MessageId id, Instant receivedAt, String title, List<Destination> before,
			List<Destination> after) {

		/**
		 * Keeps copies of the lists.
		 */
		public MovedMessage {
			before = List.copyOf(before);
			after = List.copyOf(after);
		}

	}

}

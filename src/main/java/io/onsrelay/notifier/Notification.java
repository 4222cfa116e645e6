package io.onsrelay.notifier;

import io.onsrelay.event.Message;

/**
 * A message that one destination is to get.
 *
 * @param message the message
 * @param destination the destination
 * @param route the name of the route that sends it there
 * @param overrides how the route wants it shown
 */
public record Notification(Message message, Destination destination, String route, PresentationOverrides overrides) {

	/**
	 * Return the key that the destination gets with every attempt.
	 * @return the id of the message
	 */
	public String idempotencyKey() {
		return this.message.id().toString();
	}

}

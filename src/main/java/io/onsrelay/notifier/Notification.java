package io.onsrelay.notifier;

import io.onsrelay.event.Message;

/**
 * A message on its way to one destination.
 *
 * @param message the message
 * @param destination where it goes
 * @param route the name of the route that sends it there
 * @param overrides how the route wants it shown
 */
public record Notification(Message message, Destination destination, String route, PresentationOverrides overrides) {

	/**
	 * Return the key under which the destination gets the message on every attempt.
	 * @return the message's id
	 */
	public String idempotencyKey() {
		return this.message.id().toString();
	}

}

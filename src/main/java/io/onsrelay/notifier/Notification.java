package io.onsrelay.notifier;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Message;
import io.onsrelay.event.Severity;

/**
 * A message on its way to one destination.
 *
 * @param message the message
 * @param destination where it goes
 * @param route the name of the route that sends it there
 * @param severity how bad the route says it is; where it says nothing, the notifier
 * judges by the message
 */
public record Notification(Message message, Destination destination, String route, @Nullable Severity severity) {

	/**
	 * Return the key under which the destination gets the message on every attempt.
	 * @return the message's id
	 */
	public String idempotencyKey() {
		return this.message.id().toString();
	}

}

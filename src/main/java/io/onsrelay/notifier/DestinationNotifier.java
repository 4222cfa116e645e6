package io.onsrelay.notifier;

import java.util.Optional;

/**
 * What a destination gets messages by: calls of its own, or the commit that accepts them.
 */
public sealed interface DestinationNotifier permits Notifier, StoreNotifier {

	/**
	 * Renders the payload that a call would send, without sending it.
	 * @param notification the notification
	 * @return the payload without its secrets; empty if the kind shows no preview
	 */
	default Optional<String> preview(Notification notification) {
		return Optional.empty();
	}

}

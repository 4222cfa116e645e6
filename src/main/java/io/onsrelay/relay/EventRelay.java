package io.onsrelay.relay;

import io.onsrelay.event.Message;

/**
 * The way of a message, from the moment it is let in to the moment it may be
 * acknowledged.
 */
public class EventRelay {

	/**
	 * Keeps a message and what is to be delivered of it, in one commit.
	 * @param message the message
	 * @return what became of it; when this returns, it is on disk
	 * @throws io.onsrelay.store.StoreUnavailableException if it could not be kept: it
	 * must not be acknowledged
	 */
	@SuppressWarnings("DoNotCallSuggester")
	public Receipt accept(Message message) {
		throw new UnsupportedOperationException();
	}

}

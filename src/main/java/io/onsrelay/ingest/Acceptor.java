package io.onsrelay.ingest;

import io.onsrelay.event.Message;
import io.onsrelay.relay.AcceptResult;

/**
 * Takes a message over for good.
 */
@FunctionalInterface
interface Acceptor {

	/**
	 * Keeps a message.
	 * @param message the message
	 * @return what became of it; when this returns, it is on disk
	 * @throws io.onsrelay.store.StoreUnavailableException if it could not be kept: it
	 * must not be acknowledged
	 */
	AcceptResult accept(Message message);

}

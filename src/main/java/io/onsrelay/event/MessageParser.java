package io.onsrelay.event;

import java.time.Instant;

/**
 * Reads what a body tells. It is total: there is no input it throws on. What is neither
 * an event, an alarm nor a log record is {@link Plain}, and what claims to be JSON and is
 * none is plain text in a message marked as malformed.
 */
public final class MessageParser {

	/**
	 * Reads a received request.
	 * @param id the name to give the message
	 * @param receivedAt when it was received
	 * @param headers its {@code X-OCI-NS-*} headers
	 * @param body its exact bytes
	 * @return the message
	 */
	@SuppressWarnings("DoNotCallSuggester")
	public Message parse(MessageId id, Instant receivedAt, OnsHeaders headers, Body body) {
		throw new UnsupportedOperationException();
	}

}

package io.onsrelay.relay;

/**
 * Whether a message was new when it was accepted. In both cases it is on disk.
 */
public enum AcceptResult {

	/**
	 * The message is new, and will be delivered.
	 */
	ACCEPTED,

	/**
	 * The message was accepted before, and is delivered once only.
	 */
	DUPLICATE

}

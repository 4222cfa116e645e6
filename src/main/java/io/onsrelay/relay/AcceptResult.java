package io.onsrelay.relay;

/**
 * What became of a message that was handed in. Either way it is on disk.
 */
public enum AcceptResult {

	/**
	 * It is new, and will be delivered.
	 */
	ACCEPTED,

	/**
	 * It was here before, and is delivered only once.
	 */
	DUPLICATE

}

package io.onsrelay.standin;

/**
 * What an {@link UnrulyTarget} does to requests.
 */
public enum Fault {

	/**
	 * Says nothing.
	 */
	HANG,

	/**
	 * Resets the connection.
	 */
	RESET,

	/**
	 * Sends an answer byte by byte, slower than any client waits.
	 */
	DRIP,

	/**
	 * Wants fewer requests, and says for how long.
	 */
	LIMIT,

	/**
	 * Wants fewer requests.
	 */
	LIMIT_WITHOUT_TIME,

	/**
	 * Serves every second request and fails the others.
	 */
	FLAP,

	/**
	 * Sends the caller somewhere else.
	 */
	REDIRECT,

	/**
	 * Closes the connection in the middle of its answer.
	 */
	CLOSE_EARLY,

	/**
	 * Fails with an answer of 10 MB.
	 */
	FLOOD

}

package io.onsrelay.delivery.policy;

/**
 * What a lane may call.
 */
public enum CircuitPermission {

	/**
	 * Everything that is due.
	 */
	CALL,

	/**
	 * One message, to see whether the destination is back.
	 */
	PROBE,

	/**
	 * Nothing.
	 */
	WAIT

}

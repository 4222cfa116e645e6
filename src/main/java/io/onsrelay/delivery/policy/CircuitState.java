package io.onsrelay.delivery.policy;

/**
 * The states of a circuit, as meters name them.
 */
public enum CircuitState {

	/**
	 * The destination is called.
	 */
	CLOSED,

	/**
	 * A probe is in flight.
	 */
	HALF_OPEN,

	/**
	 * Nothing is sent.
	 */
	OPEN

}

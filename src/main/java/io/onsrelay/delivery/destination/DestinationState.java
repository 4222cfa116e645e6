package io.onsrelay.delivery.destination;

/**
 * What a destination is doing.
 */
public enum DestinationState {

	/**
	 * It gets what is due.
	 */
	WORKING,

	/**
	 * It has asked to be called later, by {@code Retry-After}.
	 */
	RATE_LIMITED,

	/**
	 * It is down: its circuit is open, or is being probed.
	 */
	DOWN,

	/**
	 * An operator has paused it.
	 */
	PAUSED,

	/**
	 * It is not configured any more, and deliveries wait for it or have died.
	 */
	REMOVED

}

package io.onsrelay.search;

import java.util.Locale;

/**
 * The states of a delivery.
 */
public enum DeliveryState {

	/**
	 * It waits, or is claimed by a lane.
	 */
	PENDING,

	/**
	 * The destination has it, or needs not have it.
	 */
	DELIVERED,

	/**
	 * It was given up: a dead letter.
	 */
	DEAD;

	/**
	 * Return the state as the database and the API write it.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}

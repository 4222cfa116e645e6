package io.onsrelay.event;

/**
 * The severities of OCI Monitoring, from the lowest to the highest.
 */
public enum Severity {

	/**
	 * For information.
	 */
	INFO,

	/**
	 * To be checked in working hours.
	 */
	WARNING,

	/**
	 * A failure.
	 */
	ERROR,

	/**
	 * To be handled at once, at any hour.
	 */
	CRITICAL;

	/**
	 * Return the worse of two severities.
	 * @param other the other one
	 * @return this one, unless the other is worse
	 */
	public Severity max(Severity other) {
		return (compareTo(other) >= 0) ? this : other;
	}

}

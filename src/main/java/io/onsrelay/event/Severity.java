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
	CRITICAL

}

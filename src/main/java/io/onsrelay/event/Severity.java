package io.onsrelay.event;

/**
 * How bad it is, in the words of OCI Monitoring, from harmless to worst.
 */
public enum Severity {

	/**
	 * News.
	 */
	INFO,

	/**
	 * Something to look at in working hours.
	 */
	WARNING,

	/**
	 * Something has failed.
	 */
	ERROR,

	/**
	 * Somebody should be woken.
	 */
	CRITICAL

}

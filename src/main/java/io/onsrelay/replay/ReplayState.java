package io.onsrelay.replay;

/**
 * How far a replay is.
 */
public enum ReplayState {

	/**
	 * Dead letters are made pending, portion by portion.
	 */
	RUNNING,

	/**
	 * All were, or as many as the limit allows.
	 */
	COMPLETE,

	/**
	 * An operator has stopped it. What was replayed before stays replayed.
	 */
	STOPPED

}

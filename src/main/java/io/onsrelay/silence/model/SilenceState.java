package io.onsrelay.silence.model;

/**
 * Which silences a list has.
 */
public enum SilenceState {

	/**
	 * Those that hold back messages now.
	 */
	ACTIVE,

	/**
	 * Those that do no more.
	 */
	ENDED,

	/**
	 * All that are kept.
	 */
	ALL

}

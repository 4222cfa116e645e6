package io.onsrelay.replay;

/**
 * Thrown for a request that can't be submitted. The message says what to do.
 */
public final class InvalidReplayException extends IllegalArgumentException {

	InvalidReplayException(String message) {
		super(message);
	}

}

package io.onsrelay.audit.export;

/**
 * Thrown when there is no proof of a record. The message says why, as a sentence without
 * its full stop.
 */
public final class NoProofException extends RuntimeException {

	NoProofException(String message) {
		super(message);
	}

}

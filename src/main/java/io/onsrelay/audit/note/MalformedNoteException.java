package io.onsrelay.audit.note;

/**
 * Thrown when a text is not a signed note, a checkpoint or a verifier key. The message
 * says what is wrong, as a sentence without its full stop.
 */
public final class MalformedNoteException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what is wrong
	 */
	public MalformedNoteException(String message) {
		super(message);
	}

}

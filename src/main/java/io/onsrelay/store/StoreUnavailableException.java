package io.onsrelay.store;

import org.jspecify.annotations.Nullable;

/**
 * The database can't do it now; later it may. Nobody may be told that anything is kept.
 */
public class StoreUnavailableException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what can't be done and why
	 * @param cause what the database said, if it said anything
	 */
	public StoreUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

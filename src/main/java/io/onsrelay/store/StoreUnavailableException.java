package io.onsrelay.store;

import org.jspecify.annotations.Nullable;

/**
 * The database can't do its work now, and may later. The caller must not acknowledge
 * anything.
 */
public class StoreUnavailableException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param message what can't be done and why
	 * @param cause the error of the database, if there is one
	 */
	public StoreUnavailableException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}

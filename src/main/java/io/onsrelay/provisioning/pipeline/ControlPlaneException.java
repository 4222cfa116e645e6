package io.onsrelay.provisioning.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * A call of Oracle's API that failed. The message is for the user: what was not done,
 * why, what mends it, and the id of the request.
 */
public class ControlPlaneException extends RuntimeException {

	private final int status;

	private final String code;

	/**
	 * Creates the exception.
	 * @param message lines for the user
	 * @param status the HTTP status; 0 if there was no response
	 * @param code the error code of the response; empty if there is none
	 * @param cause what was thrown; {@code null} if nothing was
	 */
	public ControlPlaneException(String message, int status, String code, @Nullable Throwable cause) {
		super(message, cause);
		this.status = status;
		this.code = code;
	}

	/**
	 * Return whether a retry token belongs to a resource that is gone, or to another
	 * request. Oracle keeps them for 24 hours.
	 */
	boolean isTokenSpent() {
		return this.status == 409
				&& (this.code.equals("InvalidatedRetryToken") || this.code.equals("InvalidRetryToken"));
	}

}

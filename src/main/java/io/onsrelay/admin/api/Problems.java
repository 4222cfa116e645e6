package io.onsrelay.admin.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The problem details (RFC 9457) of the API.
 */
public final class Problems {

	private Problems() {
	}

	/**
	 * Return the exception that answers a request with a problem detail.
	 * @param status the status
	 * @param detail what is wrong and what to do
	 * @return the exception to throw
	 */
	public static ErrorResponseException of(HttpStatus status, String detail) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

	/**
	 * Return the exception for a request that can't be meant (400).
	 * @param detail what is wrong, with the name of the parameter, and what to do
	 * @return the exception to throw
	 */
	public static ErrorResponseException badRequest(String detail) {
		return of(HttpStatus.BAD_REQUEST, detail);
	}

	/**
	 * Return the exception for what does not exist (404).
	 * @param detail what does not exist
	 * @return the exception to throw
	 */
	public static ErrorResponseException notFound(String detail) {
		return of(HttpStatus.NOT_FOUND, detail);
	}

	/**
	 * Return the exception for a request that the present state does not allow (409).
	 * @param detail what stands against it
	 * @return the exception to throw
	 */
	public static ErrorResponseException conflict(String detail) {
		return of(HttpStatus.CONFLICT, detail);
	}

	/**
	 * Return the exception for a store that can't be used now (503).
	 * @return the exception to throw
	 */
	public static ErrorResponseException storeUnavailable() {
		return of(HttpStatus.SERVICE_UNAVAILABLE, "The store can't be used now.");
	}

}

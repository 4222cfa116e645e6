package io.onsrelay.admin;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The problem details (RFC 9457) of the API.
 */
final class Problems {

	private Problems() {
	}

	static ErrorResponseException of(HttpStatus status, String detail) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

	static ErrorResponseException badRequest(String detail) {
		return of(HttpStatus.BAD_REQUEST, detail);
	}

	static ErrorResponseException storeUnavailable() {
		return of(HttpStatus.SERVICE_UNAVAILABLE, "The store can't be used now.");
	}

}

package io.onsrelay.admin.api;

import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import io.onsrelay.store.StoreUnavailableException;

/**
 * Answers 503 where an endpoint of the API can't use the store.
 */
@RestControllerAdvice("io.onsrelay.admin")
final class StoreProblems {

	@ExceptionHandler(StoreUnavailableException.class)
	ErrorResponseException unavailable() {
		return Problems.storeUnavailable();
	}

}

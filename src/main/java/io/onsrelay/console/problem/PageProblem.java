package io.onsrelay.console.problem;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Why a page can't be shown, in words for its user.
 */
public final class PageProblem extends ErrorResponseException {

	private PageProblem(HttpStatus status, String detail) {
		super(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

	/**
	 * Says that something is not there.
	 * @param what a sentence that names it
	 * @return the problem
	 */
	public static PageProblem notFound(String what) {
		return new PageProblem(HttpStatus.NOT_FOUND, what);
	}

	/**
	 * Says that the address asks for what can't be.
	 * @param why a sentence
	 * @return the problem
	 */
	public static PageProblem badRequest(String why) {
		return new PageProblem(HttpStatus.BAD_REQUEST, why);
	}

}

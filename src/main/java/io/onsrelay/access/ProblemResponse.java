package io.onsrelay.access;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * The response of a filter that rejects a request: a problem detail, as of the endpoints.
 */
public final class ProblemResponse {

	private ProblemResponse() {
	}

	/**
	 * Writes a problem detail without a detail.
	 * @param response the response
	 * @param status its status
	 * @throws IOException if it can't be written
	 */
	public static void write(HttpServletResponse response, HttpStatus status) throws IOException {
		write(response, status, json(status.getReasonPhrase(), status.value()));
	}

	/**
	 * Return a problem detail without a detail.
	 * @param title the title, without characters that JSON escapes
	 * @param status the status
	 * @return the problem detail, as JSON
	 */
	public static String json(String title, int status) {
		return "{\"title\":\"%s\",\"status\":%d}".formatted(title, status);
	}

	/**
	 * Writes a problem detail.
	 * @param response the response
	 * @param status its status
	 * @param detail what is wrong and what to do, without anything that the request holds
	 * and without characters that JSON escapes
	 * @throws IOException if it can't be written
	 */
	public static void explain(HttpServletResponse response, HttpStatus status, String detail) throws IOException {
		write(response, status, "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}".formatted(status.getReasonPhrase(),
				status.value(), detail));
	}

	private static void write(HttpServletResponse response, HttpStatus status, String json) throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		response.getWriter().write(json);
	}

}

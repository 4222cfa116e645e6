package io.onsrelay.login;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

import io.onsrelay.credential.BasicAuthSecurity;

/**
 * The answer of a page to a request without a login: a browser is led to the login page,
 * a part of a page that is loaded by htmx leads the whole page there, and any other
 * client is asked for its credentials.
 */
final class LoginEntryPoint implements AuthenticationEntryPoint {

	/** See https://htmx.org/reference/#request_headers. */
	private static final String HX_REQUEST = "HX-Request";

	private static final String HX_CURRENT_URL = "HX-Current-URL";

	/** See https://htmx.org/headers/hx-redirect/. */
	private static final String HX_REDIRECT = "HX-Redirect";

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
			throws IOException {
		if ("true".equals(request.getHeader(HX_REQUEST))) {
			response.setHeader(HX_REDIRECT,
					Continuation.loginOf(request, Continuation.pageOf(request, request.getHeader(HX_CURRENT_URL))));
			response.setStatus(HttpStatus.UNAUTHORIZED.value());
		}
		else if (wantsPage(request)) {
			boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
			response.sendRedirect(
					Continuation.loginOf(request, reads ? Continuation.pageOf(request, null) : Continuation.HOME));
		}
		else {
			BasicAuthSecurity.reject(response, reason);
		}
	}

	private static boolean wantsPage(HttpServletRequest request) {
		String accept = request.getHeader(HttpHeaders.ACCEPT);
		return accept != null && accept.contains(MediaType.TEXT_HTML_VALUE);
	}

}

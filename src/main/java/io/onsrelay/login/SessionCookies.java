package io.onsrelay.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.Rfc6265CookieProcessor;

import io.onsrelay.access.ClientAddressFilter;

/**
 * Writes cookies that scripts can't read, that other sites' forms do not send, and that
 * only go over TLS. The only exception is plain http from the same machine: a rehearsal,
 * or a port that is forwarded to it. A proxy on that machine that adds headers is told
 * from it.
 */
final class SessionCookies extends Rfc6265CookieProcessor {

	@Override
	public String generateHeader(Cookie cookie, HttpServletRequest request) {
		cookie.setHttpOnly(true);
		cookie.setSecure(!ClientAddressFilter.isPlainAndLocal(request));
		cookie.setAttribute("SameSite", "Lax");
		cookie.setPath(ClientAddressFilter.prefixOf(request) + request.getServletContext().getContextPath() + "/");
		return super.generateHeader(cookie, request);
	}

}

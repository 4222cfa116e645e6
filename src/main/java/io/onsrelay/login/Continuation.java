package io.onsrelay.login;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Where a login continues: a page of this service, as path and query below the context
 * path. What leads anywhere else is dropped, so that a link to the login page can't end
 * on another site.
 */
final class Continuation {

	static final String PARAMETER = "continue";

	static final String HOME = "/";

	private static final int MAX_CHARS = 2000;

	/**
	 * One slash at the beginning and none beside another: browsers read {@code //host}
	 * and {@code /\host} as an address. See
	 * https://cheatsheetseries.owasp.org/cheatsheets/Unvalidated_Redirects_and_Forwards_Cheat_Sheet.html.
	 */
	private static final Pattern PAGE = Pattern.compile(
			"/|(/(?!\\.{1,2}(/|\\?|$))[A-Za-z0-9._~!$&'()*+,=:@%-]+)+/?(\\?[A-Za-z0-9._~!$&'()*+,=:@%/?-]*)?|/\\?[A-Za-z0-9._~!$&'()*+,=:@%/?-]*");

	private Continuation() {
	}

	/**
	 * Return the page that a request asks to continue with.
	 * @param request the request
	 * @return path and query below the context path
	 */
	static String of(HttpServletRequest request) {
		return of(request.getParameter(PARAMETER));
	}

	/**
	 * Return the page that a value leads to.
	 * @param target path and query below the context path, encoded
	 * @return the same, or that of the first page
	 */
	static String of(@Nullable String target) {
		return (target != null && target.length() <= MAX_CHARS && PAGE.matcher(target).matches() && !isOfLogin(target))
				? target : HOME;
	}

	/**
	 * Return the address of the login page that leads back to where a request came from.
	 * @param request the request
	 * @param page path and query of the page below the context path
	 * @return the address, with the context path
	 */
	static String loginOf(HttpServletRequest request, String page) {
		String target = of(page);
		return request.getContextPath() + OperatorSecurity.LOGIN
				+ (target.equals(HOME) ? "" : "?" + PARAMETER + "=" + UriUtils.encode(target, StandardCharsets.UTF_8));
	}

	/**
	 * Return path and query of a request, or of the page that has made it.
	 * @param request the request
	 * @param currentUrl the address of the page; {@code null} if the request is its own
	 * @return path and query below the context path
	 */
	static String pageOf(HttpServletRequest request, @Nullable String currentUrl) {
		return (currentUrl != null) ? ofUrl(request, currentUrl).orElse(HOME)
				: below(request, request.getRequestURI(), request.getQueryString()).orElse(HOME);
	}

	private static Optional<String> ofUrl(HttpServletRequest request, String url) {
		try {
			URI uri = URI.create(url);
			return Optional.ofNullable(uri.getRawPath()).flatMap((path) -> below(request, path, uri.getRawQuery()));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static Optional<String> below(HttpServletRequest request, String path, @Nullable String query) {
		String context = request.getContextPath();
		return path.startsWith(context + "/")
				? Optional.of(path.substring(context.length()) + ((query != null) ? "?" + query : ""))
				: Optional.empty();
	}

	private static boolean isOfLogin(String target) {
		return target.matches("/(login|logout)([/?].*)?");
	}

}

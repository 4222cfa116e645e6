package io.onsrelay.access;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests that a page of another site makes, unless they only read. A browser
 * that knows the password sends it along with them, so that the site could act in the
 * name of its user (CSRF).
 * <p>
 * Browsers name the page's origin: in {@code Origin}, in older requests in
 * {@code Referer} only, and over HTTPS and to localhost with {@code Sec-Fetch-Site}. What
 * has none of the three comes from no page. Nothing needs a token, and so a session. See
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html.
 */
public final class SameOriginFilter extends OncePerRequestFilter {

	private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

	private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

	private static final String DETAIL = "The request comes from a page of another site. If the page is this service's, set "
			+ "relay.public-url to the address under which users reach it.";

	private final PublicUrl publicUrl;

	/**
	 * Creates the filter.
	 * @param publicUrl the URL under which users reach this service
	 */
	public SameOriginFilter(PublicUrl publicUrl) {
		this.publicUrl = publicUrl;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (SAFE_METHODS.contains(request.getMethod()) || isFromOwnSite(request)) {
			chain.doFilter(request, response);
		}
		else {
			ProblemResponse.explain(response, HttpStatus.FORBIDDEN, DETAIL);
		}
	}

	private boolean isFromOwnSite(HttpServletRequest request) {
		List<String> origins = values(request, HttpHeaders.ORIGIN);
		if (!origins.isEmpty()) {
			return origins.stream().allMatch((origin) -> isOwn(origin, request));
		}
		List<String> sites = values(request, SEC_FETCH_SITE);
		if (!sites.isEmpty()) {
			return OWN_SITE.containsAll(sites);
		}
		return values(request, HttpHeaders.REFERER).stream().allMatch((referer) -> isOwn(referer, request));
	}

	private boolean isOwn(String url, HttpServletRequest request) {
		Optional<Origin> origin = Origin.of(url);
		return origin.isPresent() && (origin.get().equals(this.publicUrl.origin())
				|| origin.get().equals(ClientAddressFilter.originOf(request)));
	}

	private static List<String> values(HttpServletRequest request, String header) {
		return Collections.list(request.getHeaders(header));
	}

}

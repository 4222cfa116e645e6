package io.onsrelay.access;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Replaces the remote address of a request by the client's, if trusted proxies are in
 * between. Their other headers tell under which origin the client reaches this service,
 * and change nothing else of the request: no URL is built from it.
 */
public final class ClientAddressFilter extends OncePerRequestFilter {

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	private static final String ORIGIN = ClientAddressFilter.class.getName() + ".origin";

	private final TrustedProxies proxies;

	/**
	 * Creates the filter.
	 * @param trustedProxies networks or single addresses of the proxies
	 * @throws io.onsrelay.config.InvalidConfigurationException if an entry is neither
	 */
	public ClientAddressFilter(Collection<String> trustedProxies) {
		this.proxies = new TrustedProxies(trustedProxies);
	}

	/**
	 * Return the origin of this service as the client sees it.
	 * @param request a request that passed this filter
	 * @return the origin, from the headers of a trusted proxy or of the request itself
	 */
	static Origin originOf(HttpServletRequest request) {
		return (request.getAttribute(ORIGIN) instanceof Origin origin) ? origin
				: Origin.of(request.getScheme(), request.getServerName(), request.getServerPort());
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String client = this.proxies.client(request.getRemoteAddr(),
				Collections.list(request.getHeaders(FORWARDED_FOR)));
		if (this.proxies.contain(request.getRemoteAddr())) {
			request.setAttribute(ORIGIN, forwardedOrigin(request));
		}
		chain.doFilter(new ForwardedRequest(request, client), response);
	}

	// The first value is that of the proxy next to the client. A page can't set these
	// headers for the requests that it makes to another site
	private static Origin forwardedOrigin(HttpServletRequest request) {
		String scheme = first(request, "X-Forwarded-Proto").orElse(request.getScheme());
		String host = first(request, "X-Forwarded-Host").or(() -> first(request, HttpHeaders.HOST))
			.orElse(request.getServerName());
		Optional<String> port = first(request, "X-Forwarded-Port").filter((text) -> text.matches("\\d{1,5}"));
		Origin origin = Origin.of(scheme + "://" + host)
			.orElseGet(() -> Origin.of(request.getScheme(), request.getServerName(), request.getServerPort()));
		return port.map((text) -> new Origin(origin.scheme(), origin.host(), Integer.parseInt(text))).orElse(origin);
	}

	private static Optional<String> first(HttpServletRequest request, String header) {
		return Optional.ofNullable(request.getHeader(header))
			.map((value) -> value.split(",", 2)[0].strip())
			.filter((value) -> !value.isEmpty());
	}

	private static final class ForwardedRequest extends HttpServletRequestWrapper {

		private final String client;

		ForwardedRequest(HttpServletRequest request, String client) {
			super(request);
			this.client = client;
		}

		@Override
		public String getRemoteAddr() {
			return this.client;
		}

		@Override
		public String getRemoteHost() {
			return this.client;
		}

	}

}

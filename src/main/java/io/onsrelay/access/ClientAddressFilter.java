package io.onsrelay.ingest.access;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Replaces the remote address of a request by the client's, if trusted proxies are in
 * between. No other header of proxies is used: this service builds no URLs from requests.
 */
public final class ClientAddressFilter extends OncePerRequestFilter {

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	private final TrustedProxies proxies;

	/**
	 * Creates the filter.
	 * @param trustedProxies networks or single addresses of the proxies
	 * @throws io.onsrelay.config.InvalidConfigurationException if an entry is neither
	 */
	public ClientAddressFilter(Collection<String> trustedProxies) {
		this.proxies = new TrustedProxies(trustedProxies);
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String client = this.proxies.client(request.getRemoteAddr(),
				Collections.list(request.getHeaders(FORWARDED_FOR)));
		chain.doFilter(new ForwardedRequest(request, client), response);
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

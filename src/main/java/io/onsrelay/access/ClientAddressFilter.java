package io.onsrelay.access;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
 * from which no URL is built, and below which prefix: paths in pages begin with it.
 */
public final class ClientAddressFilter extends OncePerRequestFilter {

	private static final String FORWARDED_FOR = "X-Forwarded-For";

	/** Headers that say that a proxy is in between, trusted or not. */
	private static final List<String> OF_PROXIES = List.of(FORWARDED_FOR, "X-Forwarded-Proto", "X-Forwarded-Host",
			"Forwarded", "Via");

	private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

	private static final Pattern PORT = Pattern.compile("\\d{1,5}");

	private static final String ORIGIN = ClientAddressFilter.class.getName() + ".origin";

	private static final String CLIENT = ClientAddressFilter.class.getName() + ".client";

	private static final String PATH_PREFIX = ClientAddressFilter.class.getName() + ".prefix";

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

	/**
	 * Return whether a request came by plain http from this machine, without a proxy in
	 * between: nothing on a network could have read it.
	 * @param request a request that passed this filter
	 * @return {@code true} if it did
	 */
	public static boolean isPlainAndLocal(HttpServletRequest request) {
		if (originOf(request).scheme().equals("https")) {
			return false;
		}
		return (request.getAttribute(CLIENT) instanceof String client) ? isLoopback(client)
				: isLoopback(request.getRemoteAddr())
						&& OF_PROXIES.stream().allMatch((header) -> request.getHeader(header) == null);
	}

	/**
	 * Return the prefix that a trusted proxy takes from the paths of requests.
	 * @param request a request that passed this filter
	 * @return the prefix, without a slash at its end; empty if there is none
	 */
	public static String prefixOf(HttpServletRequest request) {
		return (request.getAttribute(PATH_PREFIX) instanceof String prefix) ? prefix : "";
	}

	private static boolean isLoopback(String address) {
		try {
			return InetAddress.ofLiteral(address).isLoopbackAddress();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String client = this.proxies.client(request.getRemoteAddr(),
				Collections.list(request.getHeaders(FORWARDED_FOR)));
		if (this.proxies.contain(request.getRemoteAddr())) {
			request.setAttribute(ORIGIN, forwardedOrigin(request));
			request.setAttribute(CLIENT, client);
			first(request, "X-Forwarded-Prefix").map(ClientAddressFilter::withoutLastSlash)
				.filter((prefix) -> PREFIX.matcher(prefix).matches())
				.ifPresent((prefix) -> request.setAttribute(PATH_PREFIX, prefix));
		}
		String prefix = prefixOf(request);
		chain.doFilter(
				prefix.isEmpty() ? new ForwardedRequest(request, client) : new PrefixedRequest(request, client, prefix),
				response);
	}

	// The first value is that of the proxy next to the client. A page can't set these
	// headers for the requests that it makes to another site
	private static Origin forwardedOrigin(HttpServletRequest request) {
		String scheme = first(request, "X-Forwarded-Proto").orElse(request.getScheme());
		String host = first(request, "X-Forwarded-Host").or(() -> first(request, HttpHeaders.HOST))
			.orElse(request.getServerName());
		Optional<String> port = first(request, "X-Forwarded-Port").filter((text) -> PORT.matcher(text).matches());
		Origin origin = Origin.of(scheme + "://" + host)
			.orElseGet(() -> Origin.of(request.getScheme(), request.getServerName(), request.getServerPort()));
		return port.map((text) -> new Origin(origin.scheme(), origin.host(), Integer.parseInt(text))).orElse(origin);
	}

	private static String withoutLastSlash(String prefix) {
		return prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
	}

	private static Optional<String> first(HttpServletRequest request, String header) {
		return Optional.ofNullable(request.getHeader(header))
			.map((value) -> value.split(",", 2)[0].strip())
			.filter((value) -> !value.isEmpty());
	}

	private static class ForwardedRequest extends HttpServletRequestWrapper {

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

	/**
	 * The paths are those that the client sees.
	 */
	private static final class PrefixedRequest extends ForwardedRequest {

		private final String prefix;

		PrefixedRequest(HttpServletRequest request, String client, String prefix) {
			super(request, client);
			this.prefix = prefix;
		}

		@Override
		public String getContextPath() {
			return this.prefix + super.getContextPath();
		}

		@Override
		public String getRequestURI() {
			return this.prefix + super.getRequestURI();
		}

	}

}

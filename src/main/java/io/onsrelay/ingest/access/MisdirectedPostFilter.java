package io.onsrelay.ingest.access;

import java.io.IOException;
import java.util.Collections;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

import io.onsrelay.access.SeenKeys;
import io.onsrelay.event.OnsHeaders;

/**
 * Logs, once for each path, that ONS posts to a path that is not the endpoint. Such a
 * request gets no challenge, so its subscription stays pending, and the sender does not
 * say why. It runs before the firewall, which rejects some paths.
 */
public final class MisdirectedPostFilter extends OncePerRequestFilter {

	private static final int MAX_PATH_CHARS = 100;

	private static final Set<Integer> NOT_HERE = Set.of(HttpServletResponse.SC_BAD_REQUEST,
			HttpServletResponse.SC_NOT_FOUND, HttpServletResponse.SC_METHOD_NOT_ALLOWED);

	// Not named logger, which the base class has.
	private final Logger log = LoggerFactory.getLogger(MisdirectedPostFilter.class);

	private final SeenKeys seen = new SeenKeys();

	private final String path;

	/**
	 * Creates the filter.
	 * @param path the path of the endpoint
	 */
	public MisdirectedPostFilter(String path) {
		this.path = path;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, response);
		if (NOT_HERE.contains(response.getStatus()) && isOfOns(request) && !isEndpoint(request.getRequestURI())) {
			String shown = shown(request.getRequestURI());
			if (this.seen.addIfNew(shown)) {
				this.log.warn("ONS posts to the path {}, where nothing is. The endpoint of the subscription must have "
						+ "the path {}, which is relay.ingest.path", shown, this.path);
			}
		}
	}

	private static boolean isOfOns(HttpServletRequest request) {
		return HttpMethod.POST.matches(request.getMethod())
				&& Collections.list(request.getHeaderNames()).stream().anyMatch(OnsHeaders::isOnsHeader);
	}

	private boolean isEndpoint(String uri) {
		return uri.equals(this.path) || uri.equals(this.path + "/");
	}

	// Any client can choose it.
	private static String shown(String uri) {
		String visible = uri.replaceAll("[^!-~]", "?");
		return (visible.length() <= MAX_PATH_CHARS) ? visible : visible.substring(0, MAX_PATH_CHARS) + "…";
	}

}

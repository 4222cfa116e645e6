package io.onsrelay.http.url;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import org.apache.hc.core5.net.URIAuthority;

/**
 * A URL split into the origin to connect to and the request target. Neither is decoded or
 * normalised.
 *
 * @param origin scheme, host and port
 * @param host the host name or literal address
 * @param target path and query, as written
 */
public record ParsedUrl(URI origin, String host, String target) {

	private static final int MAX_PORT = 65535;

	/**
	 * Parses a URL.
	 * @param text the URL
	 * @return its parts; empty if this is not an absolute http or https URL, or if it
	 * holds a user name
	 */
	public static Optional<ParsedUrl> parse(String text) {
		if (!StandardCharsets.US_ASCII.newEncoder().canEncode(text)) {
			return Optional.empty();
		}
		try {
			URI uri = new URI(text);
			String authority = uri.getRawAuthority();
			if (!isHttp(uri.getScheme()) || authority == null) {
				return Optional.empty();
			}
			URIAuthority parts = URIAuthority.create(authority);
			if (parts.getUserInfo() != null || parts.getHostName().isEmpty() || parts.getPort() > MAX_PORT) {
				return Optional.empty();
			}
			String start = uri.getScheme() + "://" + authority;
			URI origin = new URI(start.toLowerCase(Locale.ROOT) + "/");
			return Optional.of(new ParsedUrl(origin, parts.getHostName(), target(text.substring(start.length()))));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	private static boolean isHttp(String scheme) {
		return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
	}

	private static String target(String rest) {
		int fragment = rest.indexOf('#');
		String target = (fragment >= 0) ? rest.substring(0, fragment) : rest;
		return target.startsWith("/") ? target : "/" + target;
	}

	/**
	 * Shows the origin only: path and query may be secrets.
	 */
	@Override
	public String toString() {
		return "ParsedUrl[" + this.origin + "]";
	}

}

package io.onsrelay.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import org.apache.hc.core5.net.URIAuthority;

/**
 * An address taken apart: where to connect, and what to ask for there. Nothing of it is
 * decoded or normalised.
 *
 * @param origin scheme, host and port
 * @param host the host name or literal address
 * @param target path and query, as they were written
 */
record ParsedUrl(URI origin, String host, String target) {

	/**
	 * Takes an address apart.
	 * @param text the address
	 * @return its parts; empty if this is no absolute http or https URL, or one with user
	 * and password in it
	 */
	static Optional<ParsedUrl> parse(String text) {
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
			if (parts.getUserInfo() != null || parts.getHostName().isEmpty()) {
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
	 * Tells where to connect only: path and query may be secrets.
	 */
	@Override
	public String toString() {
		return "CallAddress[" + this.origin + "]";
	}

}

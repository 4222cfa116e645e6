package io.onsrelay.access;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The origin of a web page or of this service, as browsers compare it: see
 * https://www.rfc-editor.org/rfc/rfc6454.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name or an address, in lower case and without brackets
 * @param port the port, also where it is the scheme's default
 */
record Origin(String scheme, String host, int port) {

	private static final Pattern URL = Pattern.compile(
			"(?<scheme>https?)://(?<host>\\[[^\\]/]+]|[^/:?#@\\[\\]\\s]+)(:(?<port>\\d{1,5}))?([/?#].*)?",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Reads the origin of a URL.
	 * @param url a URL, or an origin as in the header of that name
	 * @return the origin; empty if the text is no http or https URL
	 */
	static Optional<Origin> of(String url) {
		Matcher matcher = URL.matcher(url);
		return matcher.matches()
				? Optional.of(of(matcher.group("scheme"), matcher.group("host"), matcher.group("port")))
				: Optional.empty();
	}

	static Origin of(String scheme, String host, int port) {
		return new Origin(scheme.toLowerCase(Locale.ROOT), host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT),
				port);
	}

	private static Origin of(String scheme, String host, @Nullable String port) {
		return of(scheme, host, (port != null) ? Integer.parseInt(port) : defaultPort(scheme));
	}

	private static int defaultPort(String scheme) {
		return scheme.equalsIgnoreCase("https") ? 443 : 80;
	}

}

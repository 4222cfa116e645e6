package io.onsrelay.confirmation.url;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks scheme, host and port of a URL that comes from the network and that this service
 * will call. Every URL that does not exactly match the known form is refused. A suffix
 * such as {@code .oraclecloud.com} is not enough, since the host names of every tenant's
 * object storage end in it. Path and query are for the caller to check; whether the host
 * resolves to a public address is checked by the client that connects to it.
 */
public final class OracleUrlGuard {

	/** The realms' domains, from the SDK's table of realms. */
	private static final List<String> REALM_DOMAINS = Stream
		.concat(Stream.of("oraclecloud.com", "oraclegovcloud.com", "oraclegovcloud.uk", "oraclecloud.eu"),
				IntStream.of(8, 9, 10, 14, 15, 20, 21, 23, 24, 26, 29, 35, 42, 51, 52)
					.mapToObj("oraclecloud%d.com"::formatted))
		.toList();

	private static final String REGION = "[a-z]{2,8}(?:-[a-z]{2,20}){1,3}-[0-9]{1,2}";

	static final int MAX_URL_CHARS = 2048;

	private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?]*)([^?]*)(?:\\?(.*))?");

	private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]]*\\]|[^:\\[\\]]*)(?::(.*))?");

	private final Pattern host;

	private final Set<String> allowedOrigins;

	/**
	 * Creates the guard of one service of Oracle.
	 * @param hosts a regular expression of the service's hosts, without the realm's
	 * domain, in which {@code REGION} stands for the region
	 * @param origins the origins beside the built-in ones
	 */
	public OracleUrlGuard(String hosts, OracleOrigins origins) {
		String domains = Stream.concat(REALM_DOMAINS.stream(), origins.realmDomains().stream())
			.map((domain) -> Pattern.quote(domain.toLowerCase(Locale.ROOT)))
			.collect(Collectors.joining("|"));
		this.host = Pattern.compile("(?:%s)\\.(?:%s)".formatted(hosts.replace("REGION", REGION), domains));
		this.allowedOrigins = origins.allowedOrigins()
			.stream()
			.map(OracleUrlGuard::origin)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Checks a URL.
	 * @param url the URL, without escapes
	 * @return its parts, or what is wrong with it
	 */
	public UrlCheck check(String url) {
		Optional<UrlFault> unreadable = unreadable(url);
		if (unreadable.isPresent()) {
			return new FaultyUrl(unreadable.get());
		}
		Matcher parts = URL.matcher(url);
		if (!parts.matches()) {
			return new FaultyUrl(UrlFault.SCHEME);
		}
		boolean extraOrigin = this.allowedOrigins.contains(origin(parts.group(1) + "://" + parts.group(2)));
		Optional<UrlFault> foreign = extraOrigin ? Optional.empty() : foreign(parts.group(1), parts.group(2));
		if (foreign.isPresent()) {
			return new FaultyUrl(foreign.get());
		}
		return new OracleUrl(parts.group(2), parts.group(3), Optional.ofNullable(parts.group(4)), extraOrigin);
	}

	private static Optional<UrlFault> unreadable(String url) {
		if (url.length() > MAX_URL_CHARS) {
			return Optional.of(UrlFault.LENGTH);
		}
		if (url.chars().anyMatch((character) -> character <= ' ' || character > '~' || character == '\\')) {
			return Optional.of(UrlFault.CHARACTERS);
		}
		return (url.indexOf('#') >= 0) ? Optional.of(UrlFault.FRAGMENT) : Optional.empty();
	}

	private Optional<UrlFault> foreign(String scheme, String authority) {
		if (!"https".equalsIgnoreCase(scheme)) {
			return Optional.of(UrlFault.SCHEME);
		}
		if (authority.indexOf('@') >= 0) {
			return Optional.of(UrlFault.USERINFO);
		}
		Matcher parts = AUTHORITY.matcher(authority);
		if (!parts.matches() || !this.host.matcher(parts.group(1).toLowerCase(Locale.ROOT)).matches()) {
			return Optional.of(UrlFault.HOST);
		}
		String port = parts.group(2);
		return (port == null || "443".equals(port)) ? Optional.empty() : Optional.of(UrlFault.PORT);
	}

	private static String origin(String text) {
		String origin = text.toLowerCase(Locale.ROOT);
		return origin.startsWith("https://") ? origin.replaceFirst(":443$", "") : origin.replaceFirst(":80$", "");
	}

	/**
	 * The result of a check.
	 */
	public sealed interface UrlCheck {

	}

	/**
	 * The URL has a scheme, a host and a port that may be called.
	 *
	 * @param authority host and port, as written
	 * @param path the path, as written
	 * @param query what follows the question mark; empty if there is none
	 * @param extraOrigin whether it is admitted because its origin is configured, so that
	 * its address need not be public
	 */
	public record OracleUrl(String authority, String path, Optional<String> query,
			boolean extraOrigin) implements UrlCheck {
	}

	/**
	 * The URL must not be called.
	 *
	 * @param fault what is wrong with it
	 */
	public record FaultyUrl(UrlFault fault) implements UrlCheck {
	}

	/**
	 * What is wrong with a URL.
	 */
	public enum UrlFault {

		/**
		 * It is too long.
		 */
		LENGTH("is longer than %d characters".formatted(MAX_URL_CHARS)),

		/**
		 * It holds characters that URL parsers treat differently.
		 */
		CHARACTERS("holds a backslash, a space, a control character or a character outside of ASCII"),

		/**
		 * It has a fragment.
		 */
		FRAGMENT("has a fragment"),

		/**
		 * It is not an {@code https} URL.
		 */
		SCHEME("does not begin with https://"),

		/**
		 * It carries a user name.
		 */
		USERINFO("carries a user name"),

		/**
		 * Its host is not one of the service's.
		 */
		HOST("does not name a host of the service"),

		/**
		 * It names a port other than 443.
		 */
		PORT("names a port other than 443");

		private final String explanation;

		UrlFault(String explanation) {
			this.explanation = explanation;
		}

		/**
		 * Return an explanation for users.
		 * @return the rest of a sentence that begins with the URL
		 */
		public String explanation() {
			return this.explanation;
		}

	}

}

package io.onsrelay.confirmation.url;

import java.util.Arrays;
import java.util.Collection;
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
 * Decides whether a confirmation URL is one of Oracle's. The URL comes from the network,
 * and this service will call it: every URL that does not exactly match the known form is
 * refused. A suffix such as {@code .oraclecloud.com} is not enough, since the host names
 * of every tenant's object storage end in it. Whether the host resolves to a public
 * address is checked by the client that connects to it.
 */
public final class ConfirmationGuard {

	/** The realms' domains, from the SDK's table of realms. */
	private static final List<String> REALM_DOMAINS = Stream
		.concat(Stream.of("oraclecloud.com", "oraclegovcloud.com", "oraclegovcloud.uk", "oraclecloud.eu"),
				IntStream.of(8, 9, 10, 14, 15, 20, 21, 23, 24, 26, 29, 35, 42, 51, 52)
					.mapToObj("oraclecloud%d.com"::formatted))
		.toList();

	private static final int MAX_URL_CHARS = 2048;

	private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://([^/?]*)([^?]*)(?:\\?(.*))?");

	private static final Pattern AUTHORITY = Pattern.compile("(\\[[^\\[\\]]*\\]|[^:\\[\\]]*)(?::(.*))?");

	private static final Pattern PATH = Pattern.compile("/20181201/subscriptions/"
			+ "(ocid1\\.onssubscription\\.[A-Za-z0-9-]{1,32}\\.[A-Za-z0-9-]{0,64}(?:\\.[A-Za-z0-9-]{1,64})?\\.[A-Za-z0-9_-]{1,128})"
			+ "/confirmation");

	private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$*+,;:@/?=&%-]*");

	private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

	private final Pattern host;

	private final Set<String> allowedOrigins;

	/**
	 * Creates the guard.
	 * @param realmDomains domains of realms beside the built-in ones
	 * @param allowedOrigins origins that are admitted with any scheme, host and port
	 */
	public ConfirmationGuard(Collection<String> realmDomains, Collection<String> allowedOrigins) {
		String domains = Stream.concat(REALM_DOMAINS.stream(), realmDomains.stream())
			.map((domain) -> Pattern.quote(domain.toLowerCase(Locale.ROOT)))
			.collect(Collectors.joining("|"));
		String region = "[a-z]{2,8}(?:-[a-z]{2,20}){1,3}-[0-9]{1,2}";
		this.host = Pattern.compile("(?:cell[0-9]{1,4}\\.notification\\.%1$s(?:\\.oci)?|notification\\.%1$s)\\.(?:%2$s)"
			.formatted(region, domains));
		this.allowedOrigins = allowedOrigins.stream()
			.map(ConfirmationGuard::origin)
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Decides about a URL.
	 * @param url the URL, without escapes
	 * @return the subscription that it confirms, or why it is refused
	 */
	public Verdict check(String url) {
		Optional<RefusalReason> unreadable = unreadable(url);
		if (unreadable.isPresent()) {
			return new Refused(unreadable.get());
		}
		Matcher parts = URL.matcher(url);
		if (!parts.matches()) {
			return new Refused(RefusalReason.SCHEME);
		}
		boolean extraOrigin = this.allowedOrigins.contains(origin(parts.group(1) + "://" + parts.group(2)));
		Optional<RefusalReason> foreign = extraOrigin ? Optional.empty() : foreign(parts.group(1), parts.group(2));
		if (foreign.isPresent()) {
			return new Refused(foreign.get());
		}
		Matcher path = PATH.matcher(parts.group(3));
		if (!path.matches()) {
			return new Refused(RefusalReason.PATH);
		}
		String query = (parts.group(4) != null) ? parts.group(4) : "";
		return hasOneToken(query) ? new Admitted(path.group(1), extraOrigin) : new Refused(RefusalReason.TOKEN);
	}

	private static Optional<RefusalReason> unreadable(String url) {
		if (url.length() > MAX_URL_CHARS) {
			return Optional.of(RefusalReason.LENGTH);
		}
		if (url.chars().anyMatch((character) -> character <= ' ' || character > '~' || character == '\\')) {
			return Optional.of(RefusalReason.CHARACTERS);
		}
		return (url.indexOf('#') >= 0) ? Optional.of(RefusalReason.FRAGMENT) : Optional.empty();
	}

	private Optional<RefusalReason> foreign(String scheme, String authority) {
		if (!"https".equalsIgnoreCase(scheme)) {
			return Optional.of(RefusalReason.SCHEME);
		}
		if (authority.indexOf('@') >= 0) {
			return Optional.of(RefusalReason.USERINFO);
		}
		Matcher parts = AUTHORITY.matcher(authority);
		if (!parts.matches() || !this.host.matcher(parts.group(1).toLowerCase(Locale.ROOT)).matches()) {
			return Optional.of(RefusalReason.HOST);
		}
		String port = parts.group(2);
		return (port == null || "443".equals(port)) ? Optional.empty() : Optional.of(RefusalReason.PORT);
	}

	private static boolean hasOneToken(String query) {
		if (!QUERY.matcher(query).matches() || BROKEN_ESCAPE.matcher(query).find()) {
			return false;
		}
		List<String> tokens = Arrays.stream(query.split("&")).filter((part) -> part.startsWith("token=")).toList();
		return tokens.size() == 1 && tokens.getFirst().length() > "token=".length();
	}

	private static String origin(String text) {
		String origin = text.toLowerCase(Locale.ROOT);
		return origin.startsWith("https://") ? origin.replaceFirst(":443$", "") : origin.replaceFirst(":80$", "");
	}

	/**
	 * The decision about a URL.
	 */
	public sealed interface Verdict {

	}

	/**
	 * The URL may be called.
	 *
	 * @param subscriptionId the OCID of the subscription that it confirms
	 * @param extraOrigin whether it is admitted because its origin is configured, so that
	 * its address need not be public
	 */
	public record Admitted(String subscriptionId, boolean extraOrigin) implements Verdict {
	}

	/**
	 * The URL must not be called.
	 *
	 * @param reason why it is refused
	 */
	public record Refused(RefusalReason reason) implements Verdict {
	}

	/**
	 * Why a URL is refused.
	 */
	public enum RefusalReason {

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
		 * Its host is not one of Oracle's notification hosts.
		 */
		HOST("does not name a notification host of Oracle; add the domain of a missing realm to "
				+ "relay.confirmation.realm-domains"),

		/**
		 * It names a port other than 443.
		 */
		PORT("names a port other than 443"),

		/**
		 * Its path is not the one that confirms a subscription.
		 */
		PATH("has a path other than /20181201/subscriptions/{subscription OCID}/confirmation"),

		/**
		 * It has no token, several tokens, or a malformed query.
		 */
		TOKEN("does not carry exactly one token in a well-formed query");

		private final String explanation;

		RefusalReason(String explanation) {
			this.explanation = explanation;
		}

		/**
		 * Return an explanation for users.
		 * @return the rest of a sentence that begins with "The confirmation URL"
		 */
		public String explanation() {
			return this.explanation;
		}

	}

}

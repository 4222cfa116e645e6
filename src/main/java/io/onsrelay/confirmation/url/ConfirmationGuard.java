package io.onsrelay.confirmation.url;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether a confirmation URL is one of Oracle's. The URL comes from the network,
 * and this service will call it: every URL that does not exactly match the known form is
 * refused. A suffix such as {@code .oraclecloud.com} is not enough, since the host names
 * of every tenant's object storage end in it. Whether the host resolves to a public
 * address is checked by the client that connects to it.
 */
public final class ConfirmationGuard {

	private static final String HOSTS = "cell[0-9]{1,4}\\.notification\\.REGION(?:\\.oci)?|notification\\.REGION";

	private static final Pattern PATH = Pattern.compile("/20181201/subscriptions/"
			+ "(ocid1\\.onssubscription\\.[A-Za-z0-9-]{1,32}\\.[A-Za-z0-9-]{0,64}(?:\\.[A-Za-z0-9-]{1,64})?\\.[A-Za-z0-9_-]{1,128})"
			+ "/confirmation");

	private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$*+,;:@/?=&%-]*");

	private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

	private final OracleUrlGuard origins;

	/**
	 * Creates the guard.
	 * @param realmDomains domains of realms beside the built-in ones
	 * @param allowedOrigins origins that are admitted with any scheme, host and port
	 */
	public ConfirmationGuard(Collection<String> realmDomains, Collection<String> allowedOrigins) {
		this(new OracleOrigins(List.copyOf(realmDomains), List.copyOf(allowedOrigins)));
	}

	/**
	 * Creates the guard.
	 * @param origins the origins beside the built-in ones
	 */
	public ConfirmationGuard(OracleOrigins origins) {
		this.origins = new OracleUrlGuard(HOSTS, origins);
	}

	/**
	 * Decides about a URL.
	 * @param url the URL, without escapes
	 * @return the subscription that it confirms, or why it is refused
	 */
	public Verdict check(String url) {
		return switch (this.origins.check(url)) {
			case OracleUrlGuard.FaultyUrl faulty -> new Refused(RefusalReason.of(faulty.fault()));
			case OracleUrlGuard.OracleUrl parts -> check(parts);
		};
	}

	private static Verdict check(OracleUrlGuard.OracleUrl parts) {
		Matcher path = PATH.matcher(parts.path());
		if (!path.matches()) {
			return new Refused(RefusalReason.PATH);
		}
		return hasOneToken(parts.query().orElse("")) ? new Admitted(path.group(1), parts.extraOrigin())
				: new Refused(RefusalReason.TOKEN);
	}

	private static boolean hasOneToken(String query) {
		if (!QUERY.matcher(query).matches() || BROKEN_ESCAPE.matcher(query).find()) {
			return false;
		}
		List<String> tokens = Arrays.stream(query.split("&")).filter((part) -> part.startsWith("token=")).toList();
		return tokens.size() == 1 && tokens.getFirst().length() > "token=".length();
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
		LENGTH(OracleUrlGuard.UrlFault.LENGTH.explanation()),

		/**
		 * It holds characters that URL parsers treat differently.
		 */
		CHARACTERS(OracleUrlGuard.UrlFault.CHARACTERS.explanation()),

		/**
		 * It has a fragment.
		 */
		FRAGMENT(OracleUrlGuard.UrlFault.FRAGMENT.explanation()),

		/**
		 * It is not an {@code https} URL.
		 */
		SCHEME(OracleUrlGuard.UrlFault.SCHEME.explanation()),

		/**
		 * It carries a user name.
		 */
		USERINFO(OracleUrlGuard.UrlFault.USERINFO.explanation()),

		/**
		 * Its host is not one of Oracle's notification hosts.
		 */
		HOST("does not name a notification host of Oracle; add the domain of a missing realm to "
				+ "relay.confirmation.realm-domains"),

		/**
		 * It names a port other than 443.
		 */
		PORT(OracleUrlGuard.UrlFault.PORT.explanation()),

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

		private static RefusalReason of(OracleUrlGuard.UrlFault fault) {
			return switch (fault) {
				case LENGTH -> LENGTH;
				case CHARACTERS -> CHARACTERS;
				case FRAGMENT -> FRAGMENT;
				case SCHEME -> SCHEME;
				case USERINFO -> USERINFO;
				case HOST -> HOST;
				case PORT -> PORT;
			};
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

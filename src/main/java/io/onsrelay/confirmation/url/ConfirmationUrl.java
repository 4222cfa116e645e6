package io.onsrelay.confirmation.url;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onsrelay.event.Body;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.secret.Secret;

/**
 * Finds the confirmation URL of a request. The header takes precedence over the body, and
 * the body is searched as text: it need not be valid JSON. A request whose type is
 * another one, such as a notification, is never a confirmation, since every publisher of
 * the topic can write its body.
 */
public final class ConfirmationUrl {

	private static final String CONFIRMATION = "SubscriptionConfirmation";

	/** Quotes may be missing, or escaped if the JSON is nested in a JSON string. */
	private static final Pattern BODY_KEY = Pattern.compile(
			"(?<![a-z0-9_])ConfirmationURL\\\\{0,3}[\"']?\\s{0,20}[:=]\\s{0,20}\\\\{0,3}[\"']?([^\\s\"'<>,{}]{1,4096})",
			Pattern.CASE_INSENSITIVE);

	/**
	 * All that follow each other, and none of them twice: a header may hold thousands.
	 */
	private static final String BACKSLASHES = "(?<!\\\\)\\\\++";

	private static final Pattern ESCAPED_CHARACTER = Pattern.compile(BACKSLASHES + "u([0-9a-fA-F]{4})");

	private static final Pattern ESCAPED_SLASH = Pattern.compile(BACKSLASHES + "/");

	private static final Pattern TRAILING_BACKSLASHES = Pattern.compile(BACKSLASHES + "$");

	private ConfirmationUrl() {
	}

	/**
	 * Finds the URL.
	 * @param headers the headers
	 * @param body the body
	 * @return the URL without escapes; empty if the request is not a confirmation or
	 * carries no URL
	 */
	public static Optional<Secret> find(OnsHeaders headers, Body body) {
		Optional<String> type = headers.messageType();
		if (type.isPresent() && !CONFIRMATION.equalsIgnoreCase(type.get())) {
			return Optional.empty();
		}
		return headers.confirmationUrl().or(() -> inBody(body)).map(ConfirmationUrl::unescape).map(Secret::of);
	}

	private static Optional<String> inBody(Body body) {
		Matcher matcher = BODY_KEY.matcher(body.text());
		return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
	}

	private static String unescape(String text) {
		String slashed = ESCAPED_SLASH.matcher(text).replaceAll("/");
		String decoded = ESCAPED_CHARACTER.matcher(slashed).replaceAll(ConfirmationUrl::character);
		return TRAILING_BACKSLASHES.matcher(decoded).replaceAll("").replace("&amp;", "&");
	}

	private static String character(MatchResult escape) {
		return Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(escape.group(1), 16)));
	}

}

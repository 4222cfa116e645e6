package io.onsrelay.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.onsrelay.redaction.SecretPattern.Clue;

/**
 * The patterns of secrets in text. Every pattern takes time in proportion to the text:
 * repetitions are possessive or bounded, and no pattern reads past the start of its next
 * match without matching. Java runs possessive groups in a loop, and all others
 * recursively until the stack overflows.
 */
final class SecretPatterns {

	/** The group that matches the secret itself. */
	static final String GROUP = "secret";

	/** Plain, and as JSON, URLs and HTML escape it. */
	private static final String SLASH = "(?:\\\\?/|%2F|&#x2F;|&#47;)";

	private static final String EQUALS = "(?:=|%3D|\\\\u003d|&#x3D;|&#61;)";

	/** The start of a name that is not the end of a longer word; escapes are no words. */
	private static final String WORD_START = "(?:(?<![a-z0-9])|(?<=%3F|%26|\\\\u003f|\\\\u0026))";

	/**
	 * Pre-authenticated requests, on the regional hosts of every realm and on the
	 * dedicated ones. See
	 * https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usingpreauthenticatedrequests.htm.
	 */
	private static final Pattern PRE_AUTHENTICATED_URL = pattern("objectstorage\\.[a-z0-9.-]{1,253}+(?::\\d{1,5}+)?"
			+ SLASH + "p" + SLASH + "(?<secret>(?:(?!" + SLASH + ")[^\\s\"'<>])++)");

	/** The same without a host, as in {@code accessUri}. */
	private static final Pattern PRE_AUTHENTICATED_PATH = pattern(
			SLASH + "p" + SLASH + "(?<secret>[a-z0-9_-]{16,}+)(?=" + SLASH + "n" + SLASH + ")");

	private static final Pattern URL_PASSWORD = pattern(
			":\\\\?/\\\\?/[^\\s/@:\"'<>]{0,256}+:(?<secret>[^\\s/@\"'<>]++)@");

	/** Up to the next parameter, a quote or a blank; entities belong to the value. */
	private static final Pattern NAMED_VALUE = pattern(WORD_START + SecretNames.REGEX + "\\s{0,4}+" + EQUALS
			+ "\\s{0,4}+(?:\\\\?[\"'])?(?<secret>(?:(?!&(?!#)|&amp;|\\\\u0026|%26|\\\\[\"'nrt])[^\\s\"'<>])++)");

	/** Up to the end of the line, since a signature contains quotes and commas. */
	private static final Pattern AUTHORIZATION_HEADER = pattern(
			WORD_START + "authorization\\s{0,8}+:\\s{0,8}+(?<secret>(?:(?!\\\\[nr])[^\\r\\n])++)");

	/** Unless a plain word follows, as in "Basic information". */
	private static final Pattern CREDENTIALS = pattern(WORD_START + "(?:bearer|basic)\\s{1,8}+"
			+ "(?!(?-i:[A-Za-z]?[a-z]*+)\\.?(?:[^a-z0-9._~+/=-]|$))(?<secret>[a-z0-9._~+/=-]{8,}+)");

	/** A member of an object in JSON, in JSON inside a JSON string, and nearly JSON. */
	private static final String MEMBER = "(?<quote>\\\\?\")" + SecretNames.REGEX + "\\k<quote>\\s*+:\\s*+";

	private static final String CHARACTERS = "(?:(?!\\k<quote>)(?:\\\\.|[^\\\\]))*+";

	private static final Pattern JSON_STRING = pattern(MEMBER + "\\k<quote>(?<secret>" + CHARACTERS + ")");

	private static final Pattern JSON_ARRAY = pattern(
			MEMBER + "\\[(?<secret>(?:\\k<quote>" + CHARACTERS + "\\k<quote>|[^\\]])*+)");

	private static final Clue BEFORE_P = Clue.of("/p", "%2Fp", "&#x2F;p", "&#47;p");

	private static final Clue AFTER_P = Clue.of("p/", "p\\/", "p%2F", "p&#x2F;", "p&#47;");

	private static final Clue EQUALS_SIGNS = Clue.of("=", "%3D", "\\u003d", "&#x3D;", "&#61;");

	private static final List<SecretPattern> IN_CONTEXT = List.of(
			SecretPattern.of(PRE_AUTHENTICATED_URL, Clue.of("objectstorage."), BEFORE_P, AFTER_P),
			SecretPattern.of(PRE_AUTHENTICATED_PATH, BEFORE_P, AFTER_P),
			SecretPattern.of(URL_PASSWORD, Clue.of("@"), Clue.of(":")),
			SecretPattern.of(JSON_STRING, Clue.of("\""), Clue.of(":"), SecretNames.CLUE),
			SecretPattern.of(JSON_ARRAY, Clue.of("["), Clue.of("\""), SecretNames.CLUE),
			SecretPattern.of(AUTHORIZATION_HEADER, Clue.of("authorization")),
			SecretPattern.of(NAMED_VALUE, EQUALS_SIGNS, SecretNames.CLUE),
			SecretPattern.of(CREDENTIALS, Clue.of("bearer", "basic")));

	static final List<SecretPattern> ALL = Stream.of(TokenPatterns.FIRST, IN_CONTEXT, TokenPatterns.ALL)
		.flatMap(List::stream)
		.toList();

	private static final ClueSearch CLUES = new ClueSearch(
			ALL.stream().map(SecretPattern::clues).flatMap(List::stream).toList());

	private static final long[] NEEDED = ALL.stream().mapToLong((pattern) -> CLUES.bits(pattern.clues())).toArray();

	private SecretPatterns() {
	}

	/**
	 * Return the patterns that may match in a text, or in what is left of it once others
	 * are replaced.
	 * @param text the text
	 * @return those of {@link #ALL} all of whose clues the text contains; mostly none
	 */
	static List<SecretPattern> thatMayMatch(String text) {
		long clues = CLUES.in(text);
		List<SecretPattern> patterns = List.of();
		for (int i = 0; i < NEEDED.length; i++) {
			if ((NEEDED[i] & ~clues) == 0) {
				patterns = patterns.isEmpty() ? new ArrayList<>() : patterns;
				patterns.add(ALL.get(i));
			}
		}
		return patterns;
	}

	private static Pattern pattern(String regex) {
		return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
	}

}

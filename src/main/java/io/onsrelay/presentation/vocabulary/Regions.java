package io.onsrelay.presentation.vocabulary;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognizes the forms in which OCI writes a region.
 */
public final class Regions {

	private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");

	private static final Pattern KEY = Pattern.compile("[a-z]{3}");

	private static final Pattern AVAILABILITY_DOMAIN = Pattern.compile("(?:[^:]*:)?(.+)-ad-[0-9]+");

	private static final int MAX_CHARS = 64;

	private Regions() {
	}

	/**
	 * Return whether a text has the form of the full name of a region.
	 * @param text the text
	 * @return {@code true} for one such as {@code eu-frankfurt-1}
	 */
	public static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	// Return whether a text has the form of the key of a region, such as fra.
	private static boolean isKey(String text) {
		return KEY.matcher(text).matches();
	}

	/**
	 * Finds a region by its name, its key, or an availability domain such as
	 * {@code QxTz:EU-FRANKFURT-1-AD-2}.
	 * @param text the text, in any letter case
	 * @return name or key in lower case; empty if the text is none of these
	 */
	public static Optional<String> find(String text) {
		if (text.length() > MAX_CHARS) {
			return Optional.empty();
		}
		String region = text.strip().toLowerCase(Locale.ROOT);
		return Optional.of(region.contains("-ad-") ? withoutDomain(region) : region)
			.filter((found) -> isName(found) || isKey(found));
	}

	private static String withoutDomain(String region) {
		Matcher domain = AVAILABILITY_DOMAIN.matcher(region);
		return domain.matches() ? domain.group(1) : region;
	}

}

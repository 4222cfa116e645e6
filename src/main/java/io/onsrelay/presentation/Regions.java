package io.onsrelay.presentation;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forms in which a region is written.
 */
final class Regions {

	private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");

	private static final Pattern KEY = Pattern.compile("[a-z]{3}");

	private static final Pattern AVAILABILITY_DOMAIN = Pattern.compile("(?:[^:]*:)?(.+)-ad-[0-9]+");

	private static final int LONGEST = 64;

	private Regions() {
	}

	// Return whether a text is the full name of a region, such as eu-frankfurt-1.
	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	// Return whether a text has the form of a region's key, such as fra.
	static boolean isKey(String text) {
		return KEY.matcher(text).matches();
	}

	/**
	 * Finds the region in a text: its name, its key, or an availability domain such as
	 * {@code QxTz:EU-FRANKFURT-1-AD-2}, in either letter case.
	 * @param text the text
	 * @return name or key in lower case; empty where the text is none of these
	 */
	static Optional<String> find(String text) {
		if (text.length() > LONGEST) {
			return Optional.empty();
		}
		String region = text.strip().toLowerCase(Locale.ROOT);
		Matcher domain = AVAILABILITY_DOMAIN.matcher(region);
		return Optional.of(domain.matches() ? domain.group(1) : region)
			.filter((found) -> isName(found) || isKey(found));
	}

}

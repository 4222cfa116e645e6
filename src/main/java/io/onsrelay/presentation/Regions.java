package io.onsrelay.presentation;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The forms in which a region is written.
 */
final class Regions {

	private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");

	private static final Pattern KEY = Pattern.compile("[a-z]{3}");

	private static final Pattern AVAILABILITY_DOMAIN = Pattern.compile("(?:[^:]*:)?(.+)-ad-[0-9]+");

	private Regions() {
	}

	/**
	 * Return whether a text is the full name of a region, such as {@code eu-frankfurt-1}.
	 */
	static boolean isName(String text) {
		return NAME.matcher(text).matches();
	}

	/**
	 * Return whether a text has the form of a region's key, such as {@code fra}.
	 */
	static boolean isKey(String text) {
		return KEY.matcher(text).matches();
	}

	/**
	 * Return the region in lower case, without what an availability domain such as
	 * {@code QxTz:EU-FRANKFURT-1-AD-2} has around it.
	 */
	static String normalize(String text) {
		return AVAILABILITY_DOMAIN.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceFirst("$1");
	}

}

package io.onsrelay.search;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Where a page ends, in a form that says nothing to those who pass it on.
 */
public final class PageCursor {

	private static final Pattern TEXT = Pattern.compile("([a-z]):(\\d{1,19})");

	private PageCursor() {
	}

	/**
	 * Return the cursor of what comes after a number.
	 * @param list a letter for the list
	 * @param number the number
	 * @return the cursor: letters, digits, dashes and underscores
	 */
	public static String of(char list, long number) {
		return Base64.getUrlEncoder()
			.withoutPadding()
			.encodeToString("%s:%d".formatted(list, number).getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Reads a cursor.
	 * @param list a letter for the list
	 * @param cursor the cursor; {@code null} or blank for the first page
	 * @return the number; the greatest for the first page
	 * @throws IllegalArgumentException if it is no cursor of the list
	 */
	public static long read(char list, @Nullable String cursor) {
		if (cursor == null || cursor.isBlank()) {
			return Long.MAX_VALUE;
		}
		try {
			Matcher matcher = TEXT
				.matcher(new String(Base64.getUrlDecoder().decode(cursor.strip()), StandardCharsets.US_ASCII));
			if (matcher.matches() && matcher.group(1).charAt(0) == list) {
				return Long.parseLong(matcher.group(2));
			}
		}
		catch (IllegalArgumentException ex) {
			// Told below
		}
		throw new IllegalArgumentException(
				"This is no cursor of the list. Pass what the page before has as next, and leave it out for the first page.");
	}

}

package io.onsrelay.event;

import org.jspecify.annotations.Nullable;

/**
 * As much of a text from outside as may stand in a log line.
 */
final class Excerpt {

	private static final int LENGTH = 100;

	private Excerpt() {
	}

	/**
	 * Cuts a text to 100 characters without line breaks or other control characters.
	 * @param text the text
	 * @return its beginning
	 */
	static String of(@Nullable String text) {
		if (text == null) {
			return "-";
		}
		StringBuilder excerpt = new StringBuilder();
		text.codePoints()
			.limit(LENGTH)
			.map((point) -> Character.isISOControl(point) ? ' ' : point)
			.forEachOrdered(excerpt::appendCodePoint);
		return (excerpt.length() < text.length()) ? excerpt + "…" : excerpt.toString();
	}

}

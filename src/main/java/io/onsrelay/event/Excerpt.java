package io.onsrelay.event;

import org.jspecify.annotations.Nullable;

/**
 * Shortens texts of senders for log lines.
 */
final class Excerpt {

	private static final int MAX_CHARS = 100;

	private Excerpt() {
	}

	/**
	 * Return the first 100 characters, with a blank for each control character.
	 * @param text the text
	 * @return the excerpt; a dash for {@code null}
	 */
	static String of(@Nullable String text) {
		if (text == null) {
			return "-";
		}
		StringBuilder excerpt = new StringBuilder();
		text.codePoints()
			.limit(MAX_CHARS)
			.map((point) -> Character.isISOControl(point) ? ' ' : point)
			.forEachOrdered(excerpt::appendCodePoint);
		return (excerpt.length() < text.length()) ? excerpt + "…" : excerpt.toString();
	}

}

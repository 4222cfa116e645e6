package io.onsrelay.event;

/**
 * Text that every database column and every UTF-8 encoder accepts.
 */
public final class SanitizedText {

	private static final char REPLACEMENT = '\uFFFD';

	private static final String ELLIPSIS = "…";

	private SanitizedText() {
	}

	/**
	 * Replaces characters that JSON can hold but PostgreSQL or UTF-8 can't: NUL (see
	 * https://www.postgresql.org/docs/current/datatype-character.html) and halves of
	 * surrogate pairs.
	 * @param text any text
	 * @return the text, with a replacement character for each of them
	 */
	public static String of(String text) {
		int length = text.length();
		for (int i = 0; i < length; i++) {
			char character = text.charAt(i);
			if (character == 0 || Character.isSurrogate(character)) {
				return replaced(text);
			}
		}
		return text;
	}

	/**
	 * Return a text that people read. It is cut between characters. Unpaired surrogates
	 * are replaced; control characters other than line feed and tab are left out.
	 * @param text any text
	 * @param limit the maximum length, in UTF-16 units
	 * @return the text
	 */
	public static String shown(String text, int limit) {
		StringBuilder kept = new StringBuilder(Math.min(text.length(), limit));
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			int codePoint = text.codePointAt(i);
			int length = Character.charCount(codePoint);
			boolean last = i + length >= text.length();
			if (kept.length() + length > (last ? limit : limit - 1)) {
				return kept.append(ELLIPSIS).toString();
			}
			if (Character.getType(codePoint) == Character.SURROGATE) {
				kept.append(REPLACEMENT);
			}
			else if (codePoint == '\n' || codePoint == '\t' || !Character.isISOControl(codePoint)) {
				kept.appendCodePoint(codePoint);
			}
		}
		return kept.toString();
	}

	private static String replaced(String text) {
		StringBuilder replaced = new StringBuilder(text.length());
		text.codePoints()
			.map((point) -> isValid(point) ? point : REPLACEMENT)
			.forEachOrdered(replaced::appendCodePoint);
		return replaced.toString();
	}

	private static boolean isValid(int point) {
		return point != 0 && (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE);
	}

}

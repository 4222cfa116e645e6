package io.onsrelay.event;

/**
 * Text that every database column and every UTF-8 encoder accepts.
 */
public final class SanitizedText {

	private static final char REPLACEMENT = '\uFFFD';

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

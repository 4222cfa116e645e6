package io.onsrelay.routing.condition;

import java.util.List;
import java.util.Locale;

/**
 * A pattern in which asterisks stand for any characters. Matching searches the pieces
 * between the asterisks from left to right without backtracking, so that no message can
 * make it slow.
 */
final class Wildcard {

	private final List<String> pieces;

	private final boolean ignoreCase;

	private Wildcard(List<String> pieces, boolean ignoreCase) {
		this.pieces = pieces;
		this.ignoreCase = ignoreCase;
	}

	/**
	 * Creates a pattern.
	 * @param pattern the text with asterisks
	 * @param ignoreCase whether letter case is ignored
	 * @return the pattern
	 */
	static Wildcard of(String pattern, boolean ignoreCase) {
		return new Wildcard(List.of(fold(pattern, ignoreCase).split("\\*", -1)), ignoreCase);
	}

	/**
	 * Return whether a text matches the pattern.
	 * @param value the whole text
	 * @return {@code true} if it matches
	 */
	boolean matches(String value) {
		String text = fold(value, this.ignoreCase);
		String first = this.pieces.getFirst();
		if (this.pieces.size() == 1) {
			return text.equals(first);
		}
		String last = this.pieces.getLast();
		int end = text.length() - last.length();
		if (first.length() > end || !text.startsWith(first) || !text.endsWith(last)) {
			return false;
		}
		int position = first.length();
		for (String piece : this.pieces.subList(1, this.pieces.size() - 1)) {
			int found = text.indexOf(piece, position, end);
			if (found < 0) {
				return false;
			}
			position = found + piece.length();
		}
		return true;
	}

	private static String fold(String text, boolean ignoreCase) {
		return ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
	}

}

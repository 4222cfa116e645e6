package io.onsrelay.redaction;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a kind of secret looks like, and what a text must hold to have one. Most texts
 * have none, and looking for a few characters is many times faster than matching.
 *
 * @param pattern matches the secret
 * @param clues what a text with a match holds, in any letter case: of each clue at least
 * one spelling; none where nothing is known of the pattern
 */
record SecretPattern(Pattern pattern, List<Clue> clues) {

	static SecretPattern of(Pattern pattern, Clue... clues) {
		return new SecretPattern(pattern, List.of(clues));
	}

	/**
	 * Return whether a text may have a match.
	 * @param text the text
	 * @return {@code false} if it has none
	 */
	boolean mayMatch(String text) {
		for (Clue clue : this.clues) {
			if (!clue.isIn(text)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Something that a text holds, in one of several spellings.
	 *
	 * @param spellings the spellings
	 */
	record Clue(List<String> spellings) {

		static Clue of(String... spellings) {
			return new Clue(List.of(spellings));
		}

		private boolean isIn(String text) {
			for (String spelling : this.spellings) {
				if (contains(text, spelling)) {
					return true;
				}
			}
			return false;
		}

		private static boolean contains(String text, String spelling) {
			char first = Character.toLowerCase(spelling.charAt(0));
			char firstUpper = Character.toUpperCase(first);
			if (first == firstUpper && spelling.length() == 1) {
				return text.indexOf(first) >= 0;
			}
			for (int i = 0; i <= text.length() - spelling.length(); i++) {
				char character = text.charAt(i);
				if ((character == first || character == firstUpper)
						&& text.regionMatches(true, i, spelling, 0, spelling.length())) {
					return true;
				}
			}
			return false;
		}

	}

}

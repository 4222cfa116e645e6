package io.onsrelay.redaction;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The pattern of a kind of secret, and the clues that every text with a match contains.
 * Most texts hold no secret, and a search for clues is many times faster than a match.
 *
 * @param pattern the pattern
 * @param clues a text with a match contains at least one spelling of each clue
 */
record SecretPattern(Pattern pattern, List<Clue> clues) {

	static SecretPattern of(Pattern pattern, Clue... clues) {
		return new SecretPattern(pattern, List.of(clues));
	}

	/**
	 * Return whether a text may have a match.
	 * @param text the text
	 * @return {@code false} if it certainly has none
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
	 * A substring in one of several spellings.
	 *
	 * @param spellings the spellings
	 * @param exact whether the letter case counts
	 */
	record Clue(List<String> spellings, boolean exact) {

		static Clue of(String... spellings) {
			return new Clue(List.of(spellings), false);
		}

		/**
		 * Return a clue whose letter case counts, which is found faster.
		 */
		static Clue exactly(String... spellings) {
			return new Clue(List.of(spellings), true);
		}

		private boolean isIn(String text) {
			for (String spelling : this.spellings) {
				if (this.exact ? text.contains(spelling) : contains(text, spelling)) {
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

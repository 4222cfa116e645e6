package io.onsrelay.redaction;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The pattern of a kind of secret, and the clues that every text with a match contains.
 *
 * @param pattern the pattern
 * @param clues a text with a match contains at least one spelling of each clue
 */
record SecretPattern(Pattern pattern, List<Clue> clues) {

	static SecretPattern of(Pattern pattern, Clue... clues) {
		return new SecretPattern(pattern, List.of(clues));
	}

	/**
	 * A substring in one of several spellings. The case of ASCII letters does not count.
	 *
	 * @param spellings the spellings, in ASCII
	 */
	record Clue(List<String> spellings) {

		static Clue of(String... spellings) {
			return new Clue(List.of(spellings));
		}

	}

}

package io.onsrelay.search.index;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Divides texts into words, for both databases alike: runs of letters and digits, in
 * lower case and without accents. Scripts that put no blanks between words are divided
 * into their characters. Every other character separates, so that no word has a meaning
 * in the language of a query.
 */
final class TextWords {

	/**
	 * Longer words are cut: longer than any OCID's part or digest.
	 */
	static final int MAX_WORD_CHARS = 64;

	private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

	private static final Set<Character.UnicodeScript> WITHOUT_BLANKS = Set.of(Character.UnicodeScript.HAN,
			Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA, Character.UnicodeScript.THAI,
			Character.UnicodeScript.LAO, Character.UnicodeScript.KHMER, Character.UnicodeScript.MYANMAR);

	private TextWords() {
	}

	/**
	 * Divides a text.
	 * @param text the text
	 * @param limit how many words at most
	 * @return the words in their order
	 */
	static List<String> of(String text, int limit) {
		String plain = normalized(text);
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		for (int i = 0; i < plain.length() && words.size() < limit;) {
			int point = plain.codePointAt(i);
			i += Character.charCount(point);
			boolean own = isWord(point) && standsAlone(point);
			if (own || !isWord(point)) {
				end(word, words);
			}
			if (own && words.size() < limit) {
				words.add(Character.toString(point));
			}
			else if (isWord(point) && word.length() < MAX_WORD_CHARS) {
				word.appendCodePoint(point);
			}
		}
		if (words.size() < limit) {
			end(word, words);
		}
		return words;
	}

	private static void end(StringBuilder word, List<String> words) {
		if (!word.isEmpty()) {
			words.add(word.toString());
			word.setLength(0);
		}
	}

	// Nearly every text is ASCII
	private static String normalized(String text) {
		if (text.chars().allMatch((character) -> character < 0x80)) {
			return text.toLowerCase(Locale.ROOT);
		}
		String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
		return MARKS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
	}

	// The halves of surrogate pairs are no letters
	private static boolean isWord(int point) {
		return Character.isLetterOrDigit(point);
	}

	private static boolean standsAlone(int point) {
		return point >= 0x80 && WITHOUT_BLANKS.contains(Character.UnicodeScript.of(point));
	}

}

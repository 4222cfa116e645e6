package io.onsrelay.presentation.vocabulary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

/**
 * Takes names apart that are words run together, such as
 * {@code failoverautonomousdataguardassociation}, into the fewest words of the
 * vocabulary. What is not in it stays whole, between the words that are.
 */
final class WordSplitter {

	private static final Pattern CHANGE_OF_CASE = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

	private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9]+");

	/**
	 * Splitting takes time in the square of the length, and OCI has no longer words.
	 */
	private static final int MAX_CHARS = 96;

	private static final int LONGEST_WORD = 24;

	private static final int WORD_COST = 10;

	/**
	 * Short words are found by accident in longer ones that are unknown.
	 */
	private static final int SHORT_WORD_COST = 14;

	private static final int ACRONYM_COST = 12;

	private static final int UNKNOWN_COST = 25;

	private static final int UNKNOWN_LETTER_COST = 3;

	/**
	 * A letter or two are rarely a word, but often the rest of one that is unknown.
	 */
	private static final int UNKNOWN_LETTERS_COST = 60;

	private WordSplitter() {
	}

	/**
	 * Splits a name.
	 * @param name letters and digits; upper case begins a word
	 * @return its words in lower case
	 */
	static List<String> split(String name) {
		return split(name, WordSplitter::splitWord);
	}

	/**
	 * Splits a name that may be of any words: what upper case or a sign sets apart is
	 * split further only into words that are all known.
	 * @param name letters and digits; upper case begins a word
	 * @return its words in lower case
	 */
	static List<String> splitKnown(String name) {
		return split(name, (word) -> {
			List<String> words = splitWord(word);
			boolean known = words.stream().allMatch((part) -> Words.all().isKnown(part) || isNumber(part));
			return known ? words : List.of(word);
		});
	}

	private static boolean isNumber(String word) {
		return word.chars().allMatch((letter) -> letter >= '0' && letter <= '9');
	}

	private static List<String> split(String name, Function<String, List<String>> splitting) {
		List<String> words = new ArrayList<>();
		String divided = CHANGE_OF_CASE.matcher(name).replaceAll(" ");
		String spaced = NO_WORD.matcher(divided).replaceAll(" ").strip();
		for (String word : StringUtils.tokenizeToStringArray(spaced, " ")) {
			addJoined(words, splitting.apply(word.toLowerCase(Locale.ROOT)));
		}
		return words;
	}

	/**
	 * Adds words. Where upper case stands within a name, as in {@code IPSec}, its parts
	 * are joined again.
	 */
	private static void addJoined(List<String> words, List<String> more) {
		String joined = words.isEmpty() ? "" : words.getLast() + more.getFirst();
		if (Words.all().hasSpelling(joined)
				|| (joined.endsWith("s") && Words.all().hasSpelling(joined.substring(0, joined.length() - 1)))) {
			words.removeLast();
			words.add(joined);
			words.addAll(more.subList(1, more.size()));
		}
		else {
			words.addAll(more);
		}
	}

	private static List<String> splitWord(String word) {
		int length = word.length();
		if (length > MAX_CHARS || Words.all().isKnown(word)) {
			return List.of(word);
		}
		int[] cost = new int[length + 1];
		int[] from = new int[length + 1];
		for (int end = 1; end <= length; end++) {
			cost[end] = Integer.MAX_VALUE;
			for (int start = 0; start < end; start++) {
				int sum = cost[start] + cost(word, start, end);
				if (sum < cost[end]) {
					cost[end] = sum;
					from[end] = start;
				}
			}
		}
		List<String> words = new ArrayList<>();
		for (int end = length; end > 0; end = from[end]) {
			words.addFirst(word.substring(from[end], end));
		}
		return words;
	}

	private static int knownCost(String word) {
		if (Words.all().isPreposition(word)) {
			return WORD_COST;
		}
		return (word.length() <= 2) ? SHORT_WORD_COST : Words.all().isShortAcronym(word) ? ACRONYM_COST : WORD_COST;
	}

	private static int cost(String word, int start, int end) {
		int length = end - start;
		if (length > 1 && length <= LONGEST_WORD && Words.all().isKnown(word.substring(start, end))) {
			return knownCost(word.substring(start, end));
		}
		return isNumber(word.substring(start, end)) ? WORD_COST
				: (length > 2) ? UNKNOWN_COST + UNKNOWN_LETTER_COST * length : UNKNOWN_LETTERS_COST;
	}

}

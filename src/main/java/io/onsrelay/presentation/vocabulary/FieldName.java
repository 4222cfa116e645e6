package io.onsrelay.presentation.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.util.StringUtils;

/**
 * The name of a field in words.
 *
 * @param words the words, {@code VNIC display name}; empty where the name has none
 * @param saysTime whether it says that the value is a time or a date
 * @param saysDeadline whether it says that a person must act by then
 */
public record FieldName(String words, boolean saysTime, boolean saysDeadline) {

	/**
	 * Longer names are shown as they are.
	 */
	private static final int MAX_CHARS = 96;

	private static final Set<String> OF_TIME = Set.of("at", "date", "deadline", "due", "epoch", "expiration", "expires",
			"expiry", "since", "time", "timestamp", "until");

	private static final Set<String> OF_DEADLINE = Set.of("deadline", "due", "expiration", "expire", "expires",
			"expiring", "expiry", "until");

	/**
	 * The names of late: services have a few hundred of them.
	 */
	private static final Cache<String, FieldName> NAMES = Caffeine.newBuilder().maximumSize(2_000).build();

	/**
	 * Reads the name of a field.
	 * @param name the name, such as {@code vnicDisplayName}, in any spelling
	 * @return its words
	 */
	public static FieldName of(String name) {
		return (name.length() > MAX_CHARS) ? new FieldName(name.strip(), false, false)
				: NAMES.get(name, FieldName::read);
	}

	/**
	 * Return the name of an element of a list.
	 * @param number its number, from one
	 * @return the name
	 */
	public static FieldName numbered(int number) {
		return new FieldName(Integer.toString(number), false, false);
	}

	private static FieldName read(String name) {
		List<String> words = words(name);
		boolean deadline = words.stream().anyMatch(OF_DEADLINE::contains)
				|| (!words.isEmpty() && words.getLast().equals("by")) || words.equals(List.of("not", "after"));
		boolean time = deadline || words.stream().anyMatch(OF_TIME::contains);
		return new FieldName(String.join(" ", words.stream().map((word) -> spelled(word, name)).toList()), time,
				deadline);
	}

	private static List<String> words(String name) {
		boolean ascii = name.chars().allMatch((character) -> character < 0x80);
		return ascii ? WordSplitter.splitKnown(name)
				: new ArrayList<>(Arrays.asList(StringUtils.tokenizeToStringArray(name, " \t._-")));
	}

	/**
	 * Spells a word: one that is unknown and stands in capitals is an acronym.
	 */
	private static String spelled(String word, String name) {
		String capitals = word.toUpperCase(Locale.ROOT);
		return (!Words.all().isKnown(word) && name.contains(capitals)) ? capitals : Words.all().spelled(word);
	}

	/**
	 * Return the name of a field within an object of this name.
	 * @param inner the name of the field in it
	 * @return both; only the inner name where it begins with this one
	 */
	public FieldName with(FieldName inner) {
		boolean repeats = inner.words.startsWith(this.words);
		String both = (this.words.isEmpty() || repeats) ? inner.words : this.words + " " + inner.words;
		return new FieldName(both, this.saysTime || inner.saysTime, this.saysDeadline || inner.saysDeadline);
	}

	/**
	 * Return the name as a label.
	 * @return the words with a capital; {@code Unnamed} if there are none
	 */
	public String label() {
		return this.words.isEmpty() ? "Unnamed" : Character.toUpperCase(this.words.charAt(0)) + this.words.substring(1);
	}

}

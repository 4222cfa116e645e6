package io.onsrelay.search.index;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which words a text must have. Whatever an operator writes is read: quotes that are not
 * closed, operators of query languages and signs mean themselves, which is nothing.
 *
 * @param phrases all of these must be there; if there are none, nothing matches
 */
public record TextQuery(List<Phrase> phrases) {

	/**
	 * The most words. Each costs a look into the index.
	 */
	public static final int MAX_WORDS = 64;

	private static final Pattern PART = Pattern.compile("\"([^\"]*)\"?|([^\\s\"]+)");

	/**
	 * Keeps a copy.
	 */
	public TextQuery {
		phrases = List.copyOf(phrases);
	}

	/**
	 * Reads what an operator has written: words of which all must be there, and in double
	 * quotes those that must follow one another. What belongs together without blanks,
	 * such as an address, must follow one another too.
	 * @param text the text
	 * @return the query
	 * @throws IllegalArgumentException if it has more than 64 words
	 */
	public static TextQuery of(String text) {
		List<Phrase> phrases = new ArrayList<>();
		int count = 0;
		Matcher matcher = PART.matcher(text);
		while (matcher.find()) {
			String part = (matcher.group(1) != null) ? matcher.group(1) : matcher.group(2);
			List<String> words = TextWords.of(part, MAX_WORDS + 1);
			count += words.size();
			if (count > MAX_WORDS) {
				throw new IllegalArgumentException(
						"The text has more than %d words: at most so many are searched for.".formatted(MAX_WORDS));
			}
			if (!words.isEmpty()) {
				phrases.add(new Phrase(words, part.endsWith("*")));
			}
		}
		return new TextQuery(phrases);
	}

	/**
	 * Return whether the text has no word, so that nothing matches.
	 * @return {@code true} if it has none
	 */
	public boolean isEmpty() {
		return this.phrases.isEmpty();
	}

	/**
	 * Return the query in the language of SQLite's FTS5
	 * (https://www.sqlite.org/fts5.html#full_text_query_syntax).
	 * @return the query
	 */
	public String toFts5() {
		return this.phrases.stream()
			.map((phrase) -> "\"%s\"%s".formatted(String.join(" ", phrase.words()), phrase.prefix() ? " *" : ""))
			.collect(Collectors.joining(" AND "));
	}

	/**
	 * Return the query in the language of PostgreSQL
	 * (https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY).
	 * @return the query
	 */
	public String toTsquery() {
		return this.phrases.stream().map(TextQuery::tsquery).collect(Collectors.joining(" & "));
	}

	private static String tsquery(Phrase phrase) {
		String words = phrase.words().stream().map("'%s'"::formatted).collect(Collectors.joining(" <-> "));
		return "(%s%s)".formatted(words, phrase.prefix() ? ":*" : "");
	}

	/**
	 * Words that must follow one another.
	 *
	 * @param words the words; at least one
	 * @param prefix whether the last one stands for all that begin so
	 */
	public record Phrase(List<String> words, boolean prefix) {

		/**
		 * Keeps a copy.
		 */
		public Phrase {
			words = List.copyOf(words);
		}

	}

}

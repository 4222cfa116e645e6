package io.onsrelay.notifier.teams;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.onsrelay.event.SanitizedText;

/**
 * Texts of messages within cards. A TextBlock and a fact read a part of CommonMark; a
 * TextRun does not, and each reads the functions DATE and TIME. See
 * https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features.
 */
final class CardText {

	private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}]+");

	/**
	 * What begins a list, a heading, a quotation or a definition where it begins a text.
	 */
	private static final Pattern FIRST = Pattern
		.compile("^(?:([>\\[]|[-+](?=[\\s-]|$)|#(?=#{0,5}(?:\\s|$)))|([0-9]{1,9})([.)])(?=\\s|$))");

	/**
	 * A backslash that would escape what follows; emphasis, code, links, autolinks,
	 * strikethrough; the functions; and entities. An underscore within a word is none.
	 */
	private static final Pattern MARKUP = Pattern
		.compile("\\\\(?=\\p{Punct}|$)|[*`<~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
				+ "|(?<=])[(\\[:]|(?<=\\{)\\{|&(?=#?[A-Za-z0-9]{1,40};)");

	private static final Pattern FUNCTION = Pattern.compile("\\{\\{(?=DATE|TIME)");

	private static final Pattern INDENTATION = Pattern.compile("(?m)^ +");

	private CardText() {
	}

	/**
	 * Return a text in one line for a TextBlock or a fact, which show it as it is.
	 * @param text any text
	 * @param limit the maximum length of the text before it is escaped, in UTF-16 units
	 * @return the text as CommonMark
	 */
	static String line(String text, int limit) {
		String line = BLANKS.matcher(SanitizedText.shown(text, limit)).replaceAll(" ").strip();
		String escaped = MARKUP.matcher(line).replaceAll((match) -> Matcher.quoteReplacement("\\" + match.group()));
		// An escaped text begins with nothing of the kind.
		return FIRST.matcher(escaped)
			.replaceFirst((match) -> Matcher.quoteReplacement(
					(match.group(1) != null) ? "\\" + match.group(1) : match.group(2) + "\\" + match.group(3)));
	}

	/**
	 * Return a text of several lines for a TextRun, which shows it as it is.
	 * @param text any text
	 * @param limit the maximum length, in UTF-16 units
	 * @return the text
	 */
	static String plain(String text, int limit) {
		// A zero-width space keeps the function from being one.
		return FUNCTION.matcher(SanitizedText.shown(text, limit)).replaceAll("{\u200b{");
	}

	/**
	 * Return lines of fixed width for a TextRun.
	 * @param text any text
	 * @param limit the maximum length, in UTF-16 units
	 * @return the text, with its indentation as spaces that are kept
	 */
	static String code(String text, int limit) {
		return INDENTATION.matcher(plain(text.replace("\t", "  "), limit))
			.replaceAll((spaces) -> "\u00a0".repeat(spaces.group().length()));
	}

}

package io.onsrelay.redaction;

import java.util.concurrent.CancellationException;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A user's pattern of further secrets, in the syntax of RE2, see
 * https://github.com/google/re2/wiki/Syntax: without look-around, back references and
 * possessive repetitions. One search takes time in proportion to the text, whatever the
 * pattern. A search for all matches can still take time in the square of its length,
 * where each match is short and the search for it goes on to the end, so it ends when its
 * thread is interrupted.
 */
public final class ExtraPattern {

	/**
	 * The instructions of a pattern, each of which may run for each character. A usual
	 * pattern has tens; more than this is a slip in a repetition.
	 */
	private static final int MAX_INSTRUCTIONS = 10_000;

	/**
	 * The longest pattern, in characters.
	 */
	private static final int MAX_CHARS = 1_000;

	private final Pattern pattern;

	private final boolean grouped;

	private ExtraPattern(Pattern pattern) {
		this.pattern = pattern;
		this.grouped = pattern.namedGroups().containsKey(SecretPatterns.GROUP);
	}

	/**
	 * Reads a pattern.
	 * @param regex the regular expression: the match of its group named {@code secret} is
	 * replaced, or the whole match if there is no such group
	 * @return the pattern
	 * @throws IllegalArgumentException if the syntax is invalid or the pattern too large;
	 * the message continues "it is" and names the offending part
	 */
	public static ExtraPattern compile(String regex) {
		if (regex.length() > MAX_CHARS) {
			throw new IllegalArgumentException("longer than %d characters".formatted(MAX_CHARS));
		}
		Pattern pattern;
		try {
			pattern = Pattern.compile(regex);
		}
		catch (PatternSyntaxException ex) {
			throw new IllegalArgumentException(
					"no regular expression of RE2: %s, at %s".formatted(ex.getDescription(), ex.getPattern()), ex);
		}
		if (pattern.programSize() > MAX_INSTRUCTIONS) {
			throw new IllegalArgumentException("too large: its repetitions multiply");
		}
		return new ExtraPattern(pattern);
	}

	/**
	 * Replaces every match.
	 * @param text the text
	 * @param mask what stands in place of a secret
	 * @return the text without the secrets
	 * @throws CancellationException if the thread is interrupted
	 */
	String redact(String text, String mask) {
		Matcher matcher = this.pattern.matcher(new InterruptibleText(text));
		if (!matcher.find()) {
			return text;
		}
		StringBuilder redacted = new StringBuilder(text.length());
		int copied = 0;
		do {
			int start = this.grouped ? matcher.start(SecretPatterns.GROUP) : matcher.start();
			int end = this.grouped ? matcher.end(SecretPatterns.GROUP) : matcher.end();
			if (start < end) {
				redacted.append(text, copied, start).append(mask);
				copied = end;
			}
		}
		while (matcher.find());
		return redacted.append(text, copied, text.length()).toString();
	}

	/**
	 * Return the pattern as it was written.
	 */
	@Override
	public String toString() {
		return this.pattern.pattern();
	}

	/**
	 * A text that can't be read any more once the thread is interrupted.
	 *
	 * @param text the text
	 */
	private record InterruptibleText(String text) implements CharSequence {

		@Override
		public int length() {
			return this.text.length();
		}

		@Override
		public char charAt(int index) {
			if (Thread.currentThread().isInterrupted()) {
				throw new CancellationException("The search was interrupted");
			}
			return this.text.charAt(index);
		}

		@Override
		public CharSequence subSequence(int start, int end) {
			return this.text.subSequence(start, end);
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}

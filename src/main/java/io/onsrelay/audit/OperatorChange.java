package io.onsrelay.audit;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What an operator changed.
 *
 * @param who the operator's user name, from the login
 * @param action what was done, in words with dots, such as {@code silence.created} or
 * {@code destination.paused}
 * @param target what it was done to, such as {@code slack/ops} or the id of a message
 * @param before what was before, written as JSON; no secrets
 * @param after what is now, written as JSON; no secrets
 * @param reason the reason that the operator gave
 */
public record OperatorChange(String who, String action, String target, @Nullable Object before, @Nullable Object after,
		@Nullable String reason) {

	/**
	 * Control characters, line separators, and halves of surrogate pairs.
	 */
	private static final Pattern NOT_IN_LINE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}]");

	/**
	 * Return whether an operator's own words, such as a reason, may stand in one line of
	 * a log, a page or a record.
	 * @param words the words
	 * @return {@code false} if they are more than a line, or have control characters
	 */
	public static boolean isLine(String words) {
		return !NOT_IN_LINE.matcher(words).find();
	}

}

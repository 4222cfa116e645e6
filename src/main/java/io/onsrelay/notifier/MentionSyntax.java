package io.onsrelay.notifier;

import java.util.regex.Pattern;

/**
 * How mentions are written for the destinations of a kind: the vendor's markup that
 * notifies users of a chat.
 *
 * @param pattern what the whole of a text with one or several mentions matches
 * @param hint what to write, as a sentence for a user who wrote something else
 */
public record MentionSyntax(Pattern pattern, String hint) {

	/**
	 * Return whether a text consists of mentions.
	 * @param text what a route has for a severity
	 * @return {@code true} if the destinations can read it
	 */
	public boolean matches(String text) {
		return this.pattern.matcher(text).matches();
	}

}

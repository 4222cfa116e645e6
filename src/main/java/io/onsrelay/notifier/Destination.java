package io.onsrelay.notifier;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configured destination of messages: the kind of its notifier and its name, written
 * {@code slack/ops}.
 *
 * @param kind the kind, such as {@code slack}
 * @param name the name in the configuration
 */
public record Destination(String kind, String name) implements Comparable<Destination> {

	private static final Pattern TEXT = Pattern.compile("([a-z0-9-]{1,32})/([A-Za-z0-9._-]{1,64})");

	/**
	 * Checks that the text form can be read back.
	 * @throws IllegalArgumentException if the kind has other characters than lower-case
	 * letters, digits and dashes, the name others than letters, digits, dashes, dots and
	 * underscores, or if one is longer than 32 and 64 characters
	 */
	public Destination {
		if (!TEXT.matcher(kind + "/" + name).matches()) {
			throw new IllegalArgumentException(
					"'%s/%s' is not a destination: write kind/name, for example slack/ops".formatted(kind, name));
		}
	}

	/**
	 * Reads the text form.
	 * @param text kind and name, separated by a slash
	 * @return the destination
	 * @throws IllegalArgumentException if the text has another form
	 */
	public static Destination of(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"'%s' is not a destination: write kind/name, for example slack/ops".formatted(text));
		}
		return new Destination(matcher.group(1), matcher.group(2));
	}

	/**
	 * Return a name without what environment variables can't express. A destination that
	 * is configured in several places has several spellings: {@code team-a} in a file is
	 * {@code teama} in {@code RELAY_NOTIFIER_SLACK_TEAMA_TOKEN}. Each spelling binds to
	 * the settings from all places; the last, which comes from a file, is the one to
	 * show.
	 * @param written a name, or kind and name, as the user wrote it
	 * @return the form that all its spellings have in common
	 */
	public static String comparable(String written) {
		return written.replace("-", "").toLowerCase(Locale.ROOT);
	}

	@Override
	public int compareTo(Destination other) {
		return toString().compareTo(other.toString());
	}

	@Override
	public String toString() {
		return this.kind + "/" + this.name;
	}

}

package io.onsrelay.notifier;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where messages go: a kind of notifier and the name under which one is configured,
 * written {@code slack/ops}.
 *
 * @param kind the kind, such as {@code slack}
 * @param name the name given to it in the configuration
 */
public record Destination(String kind, String name) implements Comparable<Destination> {

	private static final Pattern TEXT = Pattern.compile("([a-z0-9-]{1,32})/([A-Za-z0-9._-]{1,64})");

	/**
	 * Checks that the text form can be read back.
	 * @throws IllegalArgumentException if kind or name hold other characters than
	 * letters, digits, dash, dot and underscore, or are too long (32 and 64 characters)
	 */
	public Destination {
		if (!TEXT.matcher(kind + "/" + name).matches()) {
			throw new IllegalArgumentException(
					"'%s/%s' is no destination: it is written kind/name, for example slack/ops".formatted(kind, name));
		}
	}

	/**
	 * Reads the text form.
	 * @param text kind and name with a slash between them
	 * @return the destination
	 * @throws IllegalArgumentException if the text has another form
	 */
	public static Destination of(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException(
					"'%s' is no destination: it is written kind/name, for example slack/ops".formatted(text));
		}
		return new Destination(matcher.group(1), matcher.group(2));
	}

	/**
	 * Return a name without what environment variables can't express. One destination has
	 * several spellings where it is configured in several places: {@code team-a} in a
	 * file is {@code teama} in {@code RELAY_NOTIFIER_SLACK_TEAMA_TOKEN}. Each binds to
	 * the settings from all places; the last, which comes from a file, is the one to
	 * show.
	 * @param written a name, or kind and name, as somebody wrote it
	 * @return what all its spellings have in common
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

package io.onsrelay.notifier.ons;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * How often relays have published a message onward. ONS passes on nothing but title and
 * body, and the title not to every subscriber, so the mark is in the body: a member of a
 * JSON object, of the first object of an array, or the last line of any other text. What
 * a body holds besides stays as it is, character for character.
 */
final class HopMark {

	/**
	 * A message with so many hops is not published again.
	 */
	static final int MAX_HOPS = 3;

	private static final String MEMBER = "onsRelayHops";

	private static final String LINE = "ons-relay-hops: ";

	/**
	 * At the very end, where an e-mail gateway or a shell may have added blanks.
	 */
	private static final Pattern LAST_LINE = Pattern.compile("(?:^|\\R)" + LINE + "([0-9]{1,9})\\s*\\z");

	/**
	 * A mark and what stands before it are in the last characters, however long the text
	 * is.
	 */
	private static final int LAST_LINE_CHARS = 200;

	/** Senders choose the names, which must not be interned for ever. */
	private static final JsonFactory JSON = JsonFactory.builder()
		.disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
		.build();

	private HopMark() {
	}

	/**
	 * Reads the mark.
	 * @param text a body
	 * @return the number of hops; 0 if there is no mark
	 */
	static int read(String text) {
		Optional<Places> json = Places.find(text);
		if (json.isPresent()) {
			return json.get().hops;
		}
		Matcher line = lastLine(text);
		return line.find() ? Integer.parseInt(line.group(1)) : 0;
	}

	/**
	 * Writes the mark, in place of the one before.
	 * @param text a body
	 * @param hops the number of hops
	 * @return the body with the mark
	 */
	static String write(String text, int hops) {
		Optional<Places> json = Places.find(text);
		if (json.isPresent()) {
			return json.get().write(text, hops);
		}
		Matcher line = lastLine(text);
		return (line.find() ? text.substring(0, line.start()) : text) + line(hops);
	}

	/**
	 * Return the mark of a text that is no JSON.
	 * @param hops the number of hops
	 * @return the last line, with the break before it
	 */
	static String line(int hops) {
		return "\n" + LINE + hops;
	}

	private static Matcher lastLine(String text) {
		Matcher matcher = LAST_LINE.matcher(text);
		matcher.region(Math.max(0, text.length() - LAST_LINE_CHARS), text.length());
		matcher.useAnchoringBounds(text.length() <= LAST_LINE_CHARS);
		return matcher;
	}

	/**
	 * Where marks are or may be in a JSON object or array.
	 */
	private static final class Places {

		/** The values of the marks: their first and last index, the latter excluded. */
		private final List<int[]> values = new ArrayList<>();

		private int hops;

		/** Behind the bracket of the first object. */
		private int member = -1;

		private boolean otherMembers;

		/** At the last bracket of an array. */
		private int element = -1;

		private boolean otherElements;

		static Optional<Places> find(String text) {
			Places places = new Places();
			try (JsonParser parser = JSON.createParser(text)) {
				JsonToken first = parser.nextToken();
				if (first == JsonToken.START_OBJECT) {
					places.object(parser);
				}
				else if (first == JsonToken.START_ARRAY) {
					places.array(parser);
				}
				else {
					return Optional.empty();
				}
				return (parser.nextToken() == null) ? Optional.of(places) : Optional.empty();
			}
			// Jackson has no exception of its own for a number beyond the range
			catch (IOException | NumberFormatException ex) {
				return Optional.empty();
			}
		}

		private void array(JsonParser parser) throws IOException {
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				this.otherElements = true;
				if (parser.currentToken() == JsonToken.START_OBJECT) {
					object(parser);
				}
				else {
					parser.skipChildren();
				}
			}
			this.element = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
		}

		private void object(JsonParser parser) throws IOException {
			boolean first = this.member < 0;
			if (first) {
				this.member = Math.toIntExact(parser.currentTokenLocation().getCharOffset()) + 1;
			}
			while (parser.nextToken() != JsonToken.END_OBJECT) {
				this.otherMembers |= first;
				boolean mark = MEMBER.equals(parser.currentName());
				JsonToken value = parser.nextToken();
				int start = Math.toIntExact(parser.currentTokenLocation().getCharOffset());
				if (mark && value.isNumeric()) {
					this.hops = Math.max(this.hops, Math.clamp((long) parser.getDoubleValue(), 0, MAX_HOPS));
				}
				parser.skipChildren();
				if (mark) {
					parser.finishToken();
					this.values.add(new int[] { start, Math.toIntExact(parser.currentLocation().getCharOffset()) });
				}
			}
		}

		private String write(String text, int number) {
			StringBuilder marked = new StringBuilder(text);
			String mark = "\"%s\":%d".formatted(MEMBER, number);
			if (!this.values.isEmpty()) {
				this.values.reversed().forEach((value) -> marked.replace(value[0], value[1], Integer.toString(number)));
			}
			else if (this.member >= 0) {
				marked.insert(this.member, this.otherMembers ? mark + "," : mark);
			}
			else {
				marked.insert(this.element, (this.otherElements ? "," : "") + "{" + mark + "}");
			}
			return marked.toString();
		}

	}

}

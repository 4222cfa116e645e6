package io.onsrelay.notifier.ons;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.oci.OriginalBody;

/**
 * What a topic gets: a title, and what ONS has sent with one hop more. A message that is
 * too large becomes a text with a note and the beginning of it, so that no receiver reads
 * a part of JSON as the whole.
 *
 * @param title the title
 * @param body the body
 */
record Publication(String title, String body) {

	/**
	 * The largest request, see
	 * https://docs.oracle.com/en-us/iaas/api/#/en/notification/20181201/PublishResult/PublishMessage.
	 * Oracle does not say whether it counts what JSON adds, so it is counted.
	 */
	static final int MAX_BYTES = 64 * 1024;

	/**
	 * Oracle tells no limit. This much fits into one line of an e-mail's header.
	 */
	static final int MAX_TITLE_CHARS = 200;

	/**
	 * A publisher may encode what it passes on twice, see the parser.
	 */
	private static final int MAX_ENCODINGS = 2;

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final String ENVELOPE = "{\"title\":\"\",\"body\":\"\"}";

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Makes a publication.
	 * @param title the title in full
	 * @param message the message
	 * @return the publication
	 */
	static Publication of(String title, Message message) {
		String shortTitle = shortened(title);
		int hops = hops(message) + 1;
		String text = text(OriginalBody.of(message), message.encodedTwice());
		String marked = HopMark.write(text, hops);
		int space = MAX_BYTES - ENVELOPE.length() - size(shortTitle);
		return new Publication(shortTitle, (size(marked) <= space) ? marked : cut(text, message, hops, space));
	}

	/**
	 * Return how often relays have published a message onward.
	 * @param message the message
	 * @return the number; 0 if it comes from its publisher
	 */
	static int hops(Message message) {
		return HopMark.read(text(message.body().bytes(), message.encodedTwice()));
	}

	private static String cut(String text, Message message, int hops, int space) {
		String note = "Cut by ons-relay: this is the beginning of a message of %,d bytes, whose id in the relay is %s.\n\n"
			.formatted(text.getBytes(StandardCharsets.UTF_8).length, message.id());
		String mark = HopMark.line(hops);
		return note + beginning(text, space - size(note) - size(mark)) + mark;
	}

	private static String beginning(String text, int bytes) {
		int end = 0;
		for (int used = 0; end < text.length();) {
			int point = text.codePointAt(end);
			used += size(point);
			if (used > bytes) {
				break;
			}
			end += Character.charCount(point);
		}
		return text.substring(0, end);
	}

	/**
	 * Return the text of a body. What is not UTF-8 becomes replacement characters: ONS
	 * takes texts only.
	 */
	private static String text(byte[] body, boolean encodedTwice) {
		String text = new String(body, StandardCharsets.UTF_8);
		if (text.startsWith(BYTE_ORDER_MARK)) {
			text = text.substring(1);
		}
		for (int i = 0; encodedTwice && i < MAX_ENCODINGS; i++) {
			text = decoded(text);
		}
		return text;
	}

	private static String decoded(String text) {
		if (!text.stripLeading().startsWith("\"")) {
			return text;
		}
		try {
			JsonNode json = JSON.readTree(text);
			return json.isTextual() ? json.textValue() : text;
		}
		catch (JsonProcessingException ex) {
			return text;
		}
	}

	private static String shortened(String title) {
		String line = title.replaceAll("\\s+", " ").strip();
		if (line.codePointCount(0, line.length()) <= MAX_TITLE_CHARS) {
			return line;
		}
		return line.substring(0, line.offsetByCodePoints(0, MAX_TITLE_CHARS - 1)) + "…";
	}

	/**
	 * Return how many bytes a text takes in a JSON string.
	 */
	private static int size(String text) {
		return text.codePoints().map(Publication::size).sum();
	}

	private static int size(int point) {
		if (point < ' ') {
			return ("\b\t\n\f\r".indexOf(point) >= 0) ? 2 : 6;
		}
		if (point < 0x80) {
			return (point == '"' || point == '\\') ? 2 : 1;
		}
		if (point < 0x800) {
			return 2;
		}
		return Character.isBmpCodePoint(point) ? 3 : 4;
	}

}

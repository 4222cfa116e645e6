package io.onsrelay.parser;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.onsrelay.event.Body;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.PlainText;
import io.onsrelay.event.SanitizedText;

/**
 * Parses a body. It is total: there is no input it throws on. Content that is neither an
 * event, an alarm nor a log record is {@link PlainText}. A body that starts like JSON but
 * is not valid becomes plain text in a message marked as malformed.
 * <p>
 * A publisher may encode what it passes on a second time, so that the body is a JSON
 * string which holds JSON. Such a string is read as the event, alarm or log record that
 * it holds, or the array of them; any other string stays text. The same goes for the
 * elements of an array.
 * <p>
 * JSON is read by RFC 8259: UTF-8, with or without a byte order mark. Of a duplicate key
 * the last value counts, and numbers keep every digit. JSON nested deeper than 1,000
 * levels, with more than 20,000 tokens, or with a number longer than 1,000 characters or
 * beyond the range of {@link java.math.BigDecimal}, counts as malformed: no receiver
 * would read it.
 * <p>
 * Messages are read with Jackson 2 ({@code com.fasterxml.jackson}), which the OCI SDK
 * needs too; Spring MVC uses Jackson 3 ({@code tools.jackson}). Do not mix both in one
 * class.
 */
public final class MessageParser {

	/**
	 * More than 256 KB of events or audit records have, at 14 bytes for a token. Parsed,
	 * a token takes up to 100 bytes.
	 */
	private static final int MAX_TOKENS = 20_000;

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final char REPLACEMENT = '\uFFFD';

	private final ObjectReader reader = JsonMapper.builder(factory())
		.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build()
		.readerFor(JsonNode.class);

	/**
	 * Parses a request.
	 * @param id the id of the message
	 * @param receivedAt when the request was received
	 * @param headers the {@code X-OCI-NS-*} headers
	 * @param body the body
	 * @return the message
	 */
	public Message parse(MessageId id, Instant receivedAt, OnsHeaders headers, Body body) {
		String decoded = body.text();
		String text = withoutByteOrderMark(decoded);
		JsonNode json = isUtf8(decoded, body) ? json(text) : MissingNode.getInstance();
		boolean malformed = json.isMissingNode() && startsLikeJson(text);
		EncodedTwice encoded = new EncodedTwice(this::json, MessageParser::isRecognized, MAX_TOKENS);
		List<Content> contents = contents(encoded.decode(json), text);
		return new Message(id, receivedAt, headers, body, contents, malformed, encoded.found());
	}

	// What is not valid becomes a replacement character, which may have been sent as well
	private static boolean isUtf8(String decoded, Body body) {
		return decoded.indexOf(REPLACEMENT) < 0 || body.isUtf8();
	}

	// Virtual threads share the buffers: each would get its own, and is gone after one
	// message
	private static JsonFactory factory() {
		// Senders choose the names: they may be long, and must not be interned for ever.
		return JsonFactory.builder()
			.recyclerPool(JsonRecyclerPools.sharedBoundedPool())
			.disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
			.streamReadConstraints(
					StreamReadConstraints.builder().maxNameLength(Integer.MAX_VALUE).maxTokenCount(MAX_TOKENS).build())
			.build();
	}

	private JsonNode json(String text) {
		try {
			return this.reader.readTree(text);
		}
		// Jackson has no exception of its own for an exponent beyond the range.
		catch (JacksonException | NumberFormatException ex) {
			return MissingNode.getInstance();
		}
	}

	private static String withoutByteOrderMark(String text) {
		return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
	}

	private static boolean startsLikeJson(String text) {
		String start = text.stripLeading();
		return start.startsWith("{") || start.startsWith("[");
	}

	private static List<Content> contents(JsonNode json, String text) {
		if (json.isArray() && !json.isEmpty()) {
			return json.valueStream().map((element) -> content(element, element::toString)).toList();
		}
		return List.of(content(json, () -> text));
	}

	private static boolean isRecognized(JsonNode json) {
		return OciEventReader.recognizes(json) || AlarmReader.recognizes(json) || LogRecordReader.recognizes(json);
	}

	private static Content content(JsonNode json, Supplier<String> text) {
		if (OciEventReader.recognizes(json)) {
			return OciEventReader.read(json);
		}
		if (AlarmReader.recognizes(json)) {
			return AlarmReader.read(json);
		}
		if (LogRecordReader.recognizes(json)) {
			return LogRecordReader.read(json);
		}
		return new PlainText(SanitizedText.of(json.isTextual() ? json.textValue() : text.get()), json);
	}

}

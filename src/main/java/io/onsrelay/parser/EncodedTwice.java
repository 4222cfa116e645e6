package io.onsrelay.parser;

import java.util.function.Function;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * Decodes strings of one body that hold JSON, where that is recognised as what OCI sends.
 */
final class EncodedTwice {

	/**
	 * A function that passes on what another one has encoded twice.
	 */
	private static final int MAX_LEVELS = 2;

	private final Function<String, JsonNode> reader;

	private final Predicate<JsonNode> recognized;

	private int remainingTokens;

	private boolean found;

	/**
	 * Creates a decoder for one body.
	 * @param reader reads JSON, within the limits of a body; a missing node if the text
	 * is none
	 * @param recognized whether an object is what OCI sends
	 * @param maxTokens how many tokens all strings together may hold; a string beyond it
	 * stays text
	 */
	EncodedTwice(Function<String, JsonNode> reader, Predicate<JsonNode> recognized, int maxTokens) {
		this.reader = reader;
		this.recognized = recognized;
		this.remainingTokens = maxTokens;
	}

	/**
	 * Return whether a string was decoded.
	 * @return {@code true} if it was
	 */
	boolean found() {
		return this.found;
	}

	/**
	 * Decodes a body.
	 * @param json the JSON of the body
	 * @return what the strings in it hold; the same JSON if none holds what is recognised
	 */
	JsonNode decode(JsonNode json) {
		if (json.isTextual()) {
			return decodeText(json, 1);
		}
		if (!json.isArray() || json.valueStream().noneMatch(JsonNode::isTextual)) {
			return json;
		}
		ArrayNode decoded = JsonNodeFactory.instance.arrayNode(json.size());
		json.forEach((element) -> decoded.add(element.isTextual() ? decodeElement(element) : element));
		return this.found ? decoded : json;
	}

	private JsonNode decodeElement(JsonNode element) {
		boolean before = this.found;
		JsonNode inner = decodeText(element, 1);
		// An array in an array is no record.
		if (inner.isArray()) {
			this.found = before;
			return element;
		}
		return inner;
	}

	private JsonNode decodeText(JsonNode json, int level) {
		String text = json.textValue().strip();
		if (!startsLike(text, level)) {
			return json;
		}
		JsonNode inner = this.reader.apply(text);
		if (inner.isTextual()) {
			JsonNode innermost = decodeText(inner, level + 1);
			return innermost.isTextual() ? json : innermost;
		}
		int tokens = holdsRecord(inner) ? tokens(inner) : Integer.MAX_VALUE;
		if (tokens > this.remainingTokens) {
			return json;
		}
		this.remainingTokens -= tokens;
		this.found = true;
		return inner;
	}

	private static boolean startsLike(String text, int level) {
		return text.startsWith("{") || text.startsWith("[") || (level < MAX_LEVELS && text.startsWith("\""));
	}

	private boolean holdsRecord(JsonNode json) {
		return json.isArray() ? json.valueStream().anyMatch(this.recognized) : this.recognized.test(json);
	}

	private static int tokens(JsonNode json) {
		if (json.isValueNode()) {
			return 1;
		}
		int names = json.isObject() ? json.size() : 0;
		return json.valueStream().mapToInt(EncodedTwice::tokens).sum() + names + 2;
	}

}

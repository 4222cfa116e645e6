package io.onsrelay.parser;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.SanitizedText;

/**
 * Reads the fields of a JSON object, each of which may be missing or of another type than
 * documented. A scalar of any type is read as text. What is no scalar counts as missing
 * text, and so do blank strings and the string {@code null}, which OCI sends in place of
 * a missing value.
 *
 * @param node the object; any other node has no fields
 */
record JsonFields(JsonNode node) {

	private static final String NULL = "null";

	/**
	 * Return an object.
	 * @param name the name of the field
	 * @return its fields; none if the value is no object
	 */
	JsonFields object(String name) {
		JsonNode value = this.node.path(name);
		return new JsonFields(value.isObject() ? value : MissingNode.getInstance());
	}

	/**
	 * Return the objects in an array; other elements are ignored.
	 * @param name the name of the field
	 * @return the fields of each object, in the order of the array
	 */
	List<JsonFields> objects(String name) {
		JsonNode value = this.node.path(name);
		return value.isArray() ? value.valueStream().filter(JsonNode::isObject).map(JsonFields::new).toList()
				: List.of();
	}

	/**
	 * Return the first of several fields that is not missing.
	 * @param names the names of the field, the documented one first
	 * @return the sanitized text; {@code null} if all are missing
	 */
	@Nullable String text(String... names) {
		for (String name : names) {
			JsonNode value = this.node.path(name);
			if (value.isValueNode() && !value.isNull()) {
				String text = value.asText();
				if (!text.isBlank() && !text.equals(NULL)) {
					return SanitizedText.of(text);
				}
			}
		}
		return null;
	}

	/**
	 * Return the first of several fields that can be parsed as a time.
	 * @param names the names of the field, the preferred one first
	 * @return the time; {@code null} if there is none
	 */
	@Nullable Instant time(String... names) {
		for (String name : names) {
			String text = text(name);
			Instant time = (text != null) ? Timestamps.parse(text) : null;
			if (time != null) {
				return time;
			}
		}
		return null;
	}

	/**
	 * Return a whole number.
	 * @param name the name of the field
	 * @return the number; {@code null} if the value is none or out of range
	 */
	@Nullable Integer integer(String name) {
		JsonNode value = this.node.path(name);
		return (value.isIntegralNumber() && value.canConvertToInt()) ? Integer.valueOf(value.intValue()) : null;
	}

	/**
	 * Return every field that is a scalar, such as a tag. The string {@code null} is
	 * kept, since users choose these values.
	 * @return texts by name, in the order of the object
	 */
	Map<String, String> texts() {
		Map<String, String> texts = new LinkedHashMap<>();
		this.node.forEachEntry((name, value) -> {
			if (value.isValueNode() && !value.isNull()) {
				texts.put(SanitizedText.of(name), SanitizedText.of(value.asText()));
			}
		});
		return texts;
	}

}

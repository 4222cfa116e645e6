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
 * The fields of a JSON object that may not be what was expected, or not be there at all.
 * Scalars are read as text whatever their type; anything else where text is expected
 * counts as missing, and so do blank strings and the string {@code null}, which OCI
 * writes where it has nothing to say.
 *
 * @param node the object; any other node has no fields
 */
record JsonFields(JsonNode node) {

	private static final String NOTHING = "null";

	/**
	 * Return the object of that name.
	 * @param name the name of the field
	 * @return its fields; none where it is no object
	 */
	JsonFields object(String name) {
		JsonNode value = this.node.path(name);
		return new JsonFields(value.isObject() ? value : MissingNode.getInstance());
	}

	/**
	 * Return the objects in the array of that name; other elements are left out.
	 * @param name the name of the field
	 * @return the fields of each object, in their order
	 */
	List<JsonFields> objects(String name) {
		JsonNode value = this.node.path(name);
		return value.isArray() ? value.valueStream().filter(JsonNode::isObject).map(JsonFields::new).toList()
				: List.of();
	}

	/**
	 * Return the first of these that says something.
	 * @param names the names of the field, the usual one first
	 * @return the text; {@code Content.json()} has it as it was sent where it can't be
	 * stored
	 */
	@Nullable String text(String... names) {
		for (String name : names) {
			JsonNode value = this.node.path(name);
			if (value.isValueNode() && !value.isNull()) {
				String text = value.asText();
				if (!text.isBlank() && !text.equals(NOTHING)) {
					return SanitizedText.of(text);
				}
			}
		}
		return null;
	}

	/**
	 * Return the first of these that can be read as a time.
	 * @param names the names of the field, the preferred one first
	 * @return the time
	 */
	@Nullable Instant time(String... names) {
		for (String name : names) {
			String text = text(name);
			Instant time = (text != null) ? Timestamps.read(text) : null;
			if (time != null) {
				return time;
			}
		}
		return null;
	}

	/**
	 * Return a whole number.
	 * @param name the name of the field
	 * @return the number, where there is one that fits
	 */
	@Nullable Integer integer(String name) {
		JsonNode value = this.node.path(name);
		return (value.isIntegralNumber() && value.canConvertToInt()) ? Integer.valueOf(value.intValue()) : null;
	}

	/**
	 * Return every field that is a scalar. These are other people's words: a tag may well
	 * say {@code null}.
	 * @return texts by name, in their order
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

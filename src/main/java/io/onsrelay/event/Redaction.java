package io.onsrelay.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * Takes away what must not reach a person's screen.
 */
public final class Redaction {

	private static final Redaction STANDARD = new Redaction();

	private Redaction() {
	}

	/**
	 * Return the standard redaction.
	 * @return the redaction
	 */
	public static Redaction standard() {
		return STANDARD;
	}

	/**
	 * Hides the secrets in a text.
	 * @param text the text
	 * @return the text without its secrets
	 */
	public String redact(String text) {
		return text.replaceAll("(?<=/p/)[^/\\s\"]+", "******");
	}

	/**
	 * Hides the secrets in JSON.
	 * @param json the JSON
	 * @return a copy without its secrets
	 */
	public JsonNode redact(JsonNode json) {
		JsonNode copy = json.deepCopy();
		if (copy instanceof ObjectNode object) {
			object.properties().forEach((field) -> field.setValue(redact(field.getValue())));
		}
		return copy.isTextual() ? TextNode.valueOf(redact(copy.textValue())) : copy;
	}

}

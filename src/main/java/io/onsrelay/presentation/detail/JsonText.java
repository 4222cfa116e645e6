package io.onsrelay.presentation.detail;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts that services send.
 */
public final class JsonText {

	private static final String NULL = "null";

	private JsonText() {
	}

	/**
	 * Return a value as text.
	 * @param node the node
	 * @return the text; {@code null} where there is none: services send {@code null} also
	 * as a text
	 */
	public static @Nullable String of(JsonNode node) {
		String text = node.isValueNode() ? node.asText() : "";
		return (text.isBlank() || text.equals(NULL)) ? null : text;
	}

}

package io.onsrelay.notifier.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.onsrelay.event.Message;

/**
 * What ONS has sent, byte for byte, for services that an OCI rule would send it to. Of a
 * part of a batch it is an array of these records only.
 */
public final class OriginalBody {

	private static final int MAX_ENCODINGS = 2;

	private static final ObjectReader READER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.build()
		.readerFor(JsonNode.class);

	private OriginalBody() {
	}

	/**
	 * Return the body of a message.
	 * @param message the message, or a part of it
	 * @return the bytes, with the secrets that they hold
	 */
	public static byte[] of(Message message) {
		byte[] body = message.body().bytes();
		if (message.records().isAll()) {
			return body;
		}
		try {
			JsonNode json = READER.readTree(body);
			// The array may be encoded as a string, see the parser
			for (int i = 0; i < MAX_ENCODINGS && json.isTextual(); i++) {
				json = READER.readTree(json.textValue());
			}
			if (!json.isArray()) {
				return body;
			}
			ArrayNode some = JsonNodeFactory.instance.arrayNode();
			for (int number : message.recordNumbers()) {
				some.add(json.get(number - 1));
			}
			return some.toString().getBytes(StandardCharsets.UTF_8);
		}
		// What has several records was parsed as JSON
		catch (IOException ex) {
			return body;
		}
	}

}

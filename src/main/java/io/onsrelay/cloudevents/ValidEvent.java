package io.onsrelay.cloudevents;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.event.Sha256;

/**
 * Makes every attribute of an event valid. See
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#context-attributes
 * and https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#type-system.
 */
final class ValidEvent {

	private static final Set<String> CORE = Set.of("specversion", "id", "source", "type", "subject", "time",
			"datacontenttype", "dataschema", "data");

	/**
	 * The name of an extension, and the length that the specification advises not to
	 * exceed.
	 */
	private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,20}");

	private static final int MAX_EXTENSIONS = 16;

	private static final int MAX_ID_CHARS = 255;

	private static final int MAX_CHARS = 1024;

	private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

	private static final Instant AFTER_LAST = Instant.parse("9999-12-31T23:59:59Z");

	private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]");

	private ValidEvent() {
	}

	/**
	 * Return a valid event.
	 * @param mapped the event as it was mapped
	 * @param shown the same without secrets
	 * @return the event
	 */
	static ObjectNode of(ObjectNode mapped, JsonNode shown) {
		ObjectNode event = JsonNodeFactory.instance.objectNode()
			.put("specversion", "1.0")
			.put("id", id(mapped.get("id").textValue(), shown.path("id").asText()))
			.put("source", uriReference(text(shown, "source", "ons-relay")))
			.put("type", text(shown, "type", "io.onsrelay.unknown"));
		put(event, "subject", text(shown, "subject", ""));
		put(event, "time", time(shown.path("time").asText()));
		event.put("datacontenttype", shown.path("datacontenttype").asText());
		extensions(event, shown);
		JsonNode data = shown.path("data");
		return (data.isMissingNode() || data.isNull()) ? event : event.set("data", data);
	}

	private static void extensions(ObjectNode event, JsonNode shown) {
		int count = 0;
		for (Map.Entry<String, JsonNode> field : shown.properties()) {
			String name = field.getKey();
			if (count < MAX_EXTENSIONS && NAME.matcher(name).matches() && !CORE.contains(name)) {
				put(event, name, text(shown, name, ""));
				count++;
			}
		}
	}

	// An id that is changed could be that of another event.
	private static String id(String mapped, String shown) {
		boolean valid = mapped.length() <= MAX_ID_CHARS && shown.equals(mapped) && allowed(mapped).equals(mapped);
		return valid ? mapped : "sha256:" + Sha256.hex(mapped);
	}

	private static String text(JsonNode event, String name, String otherwise) {
		String text = allowed(event.path(name).asText()).strip();
		return text.isEmpty() ? otherwise : text;
	}

	private static String time(String text) {
		try {
			Instant time = Instant.parse(text);
			return (time.isBefore(FIRST) || time.isAfter(AFTER_LAST)) ? "" : time.toString();
		}
		catch (DateTimeParseException ex) {
			return "";
		}
	}

	/**
	 * Return the first characters that attributes may have: no control characters, no
	 * halves of surrogate pairs and no noncharacters.
	 */
	private static String allowed(String text) {
		StringBuilder allowed = new StringBuilder();
		text.codePoints().filter(ValidEvent::isAllowed).limit(MAX_CHARS).forEachOrdered(allowed::appendCodePoint);
		return allowed.toString();
	}

	private static boolean isAllowed(int point) {
		boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
		boolean noncharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
		return !Character.isISOControl(point) && !surrogate && !noncharacter;
	}

	/**
	 * Return a text as a URI-reference: itself if it is one, else with escapes. See
	 * https://www.rfc-editor.org/rfc/rfc3986#section-4.1.
	 */
	private static String uriReference(String text) {
		if (isUriReference(text)) {
			return text;
		}
		StringBuilder escaped = new StringBuilder();
		for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
			String character = String.valueOf((char) octet);
			boolean kept = UNRESERVED.matcher(character).matches()
					|| (octet == '/' && !escaped.isEmpty() && escaped.charAt(escaped.length() - 1) != '/');
			escaped.append(kept ? character : "%%%02X".formatted(octet));
		}
		return escaped.toString();
	}

	private static boolean isUriReference(String text) {
		try {
			// Java's own notion of a URI has other letters than those of ASCII, too.
			return text.chars().allMatch((character) -> character < 128) && !new URI(text).toString().isEmpty();
		}
		catch (URISyntaxException ex) {
			return false;
		}
	}

	private static void put(ObjectNode event, String name, String value) {
		if (!value.isEmpty()) {
			event.put(name, value);
		}
	}

}

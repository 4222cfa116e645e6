package io.onsrelay.audit.export;

import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.audit.AuditEntry;
import io.onsrelay.audit.tree.TreeHash;

/**
 * A record in JSON: the fields of its leaf, the leaf, and the body.
 *
 * @param index the index of the leaf
 * @param entry the fields
 * @param body the exact body; {@code null} where it is gone
 * @param leaf the leaf
 */
@SuppressWarnings("ArrayRecordComponent")
record RecordLine(long index, AuditEntry entry, byte @Nullable [] body, TreeHash leaf) {

	ObjectNode json() {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("index", this.index);
		json.put("destination", this.entry.destination());
		json.put("messageId", this.entry.messageId());
		json.put("receivedAt", this.entry.receivedAt());
		json.put("occurredAt", this.entry.occurredAt());
		json.put("malformed", this.entry.malformed());
		json.put("kind", this.entry.kind());
		json.put("topic", this.entry.topic());
		json.put("type", this.entry.type());
		json.put("resource", this.entry.resource());
		json.put("compartment", this.entry.compartment());
		json.put("headers", this.entry.headers());
		json.put("bodySha256", this.entry.bodySha256());
		json.put("body", (this.body != null) ? Base64.getEncoder().encodeToString(this.body) : null);
		json.put("leaf", this.leaf.base64());
		return json;
	}

	/**
	 * Reads a record.
	 * @throws IllegalArgumentException if it is none
	 */
	static RecordLine of(JsonNode json) {
		String body = text(json, "body");
		AuditEntry entry = new AuditEntry(required(json, "destination"), required(json, "messageId"),
				number(json, "receivedAt"), number(json, "occurredAt"), required(json, "kind"), flag(json),
				text(json, "topic"), text(json, "type"), text(json, "resource"), text(json, "compartment"),
				required(json, "headers"), required(json, "bodySha256"), null, null);
		return new RecordLine(number(json, "index"), entry, (body != null) ? Base64.getDecoder().decode(body) : null,
				TreeHash.ofBase64(required(json, "leaf")));
	}

	private static boolean flag(JsonNode json) {
		JsonNode value = json.path("malformed");
		if (!value.isBoolean()) {
			throw new IllegalArgumentException("malformed is not true or false");
		}
		return value.booleanValue();
	}

	static long number(JsonNode json, String name) {
		JsonNode value = json.path(name);
		if (!value.isIntegralNumber() || !value.canConvertToLong()) {
			throw new IllegalArgumentException("%s is no whole number".formatted(name));
		}
		return value.longValue();
	}

	static String required(JsonNode json, String name) {
		String text = text(json, name);
		if (text == null) {
			throw new IllegalArgumentException("%s is missing".formatted(name));
		}
		return text;
	}

	private static @Nullable String text(JsonNode json, String name) {
		JsonNode value = json.path(name);
		if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
			throw new IllegalArgumentException("%s is no text".formatted(name));
		}
		return value.isTextual() ? value.textValue() : null;
	}

}

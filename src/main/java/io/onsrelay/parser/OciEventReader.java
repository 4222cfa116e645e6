package io.onsrelay.parser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.event.OciEvent;
import io.onsrelay.event.SanitizedText;

/**
 * Reads the envelope of OCI Events, in the documented form and the forms that services
 * send.
 */
final class OciEventReader {

	private static final String DETAILS = "additionalDetails";

	/** The fields of the envelope, and those of audit records in it. */
	private static final Set<String> KNOWN = Set.of("additionalDetails", "availabilityDomain", "compartmentId",
			"compartmentName", "definedTags", "eventGroupingId", "eventName", "freeFormTags", "freeformTags",
			"identity", "request", "resourceId", "resourceName", "response", "stateChange");

	private OciEventReader() {
	}

	static boolean recognizes(JsonNode json) {
		return json.has("cloudEventsVersion");
	}

	static OciEvent read(JsonNode json) {
		JsonFields event = new JsonFields(json);
		JsonFields data = event.object("data");
		String compartmentId = data.text("compartmentId");
		return new OciEvent(event.text("eventID", "eventId"), event.text("eventType"), event.text("source"),
				event.time("eventTime"),
				(compartmentId != null) ? compartmentId : event.object("extensions").text("compartmentId"),
				data.text("compartmentName"), data.text("resourceName"), Resources.id(data),
				data.text("availabilityDomain"), freeformTags(data), definedTags(data), additionalDetails(data), json);
	}

	private static Map<String, String> freeformTags(JsonFields data) {
		Map<String, String> tags = data.object("freeformTags").texts();
		// The documentation has a capital F, the services send a small one.
		return tags.isEmpty() ? data.object("freeFormTags").texts() : tags;
	}

	private static Map<String, Map<String, String>> definedTags(JsonFields data) {
		Map<String, Map<String, String>> tags = new LinkedHashMap<>();
		JsonFields namespaces = data.object("definedTags");
		namespaces.node().fieldNames().forEachRemaining((name) -> {
			Map<String, String> texts = namespaces.object(name).texts();
			if (!texts.isEmpty()) {
				tags.put(SanitizedText.of(name), texts);
			}
		});
		return tags;
	}

	/**
	 * Return the fields of the service. Some services send them beside those of the
	 * envelope, or as a list or a text.
	 */
	private static JsonNode additionalDetails(JsonFields data) {
		JsonNode details = data.node().path(DETAILS);
		ObjectNode more = JsonNodeFactory.instance.objectNode();
		data.node().forEachEntry((name, value) -> {
			if (!KNOWN.contains(name) && !value.isNull()) {
				more.set(name, value);
			}
		});
		if (details.isObject()) {
			return more.isEmpty() ? details : more.setAll((ObjectNode) details);
		}
		if (!details.isMissingNode() && !details.isNull()) {
			more.set(DETAILS, details);
		}
		return more;
	}

}

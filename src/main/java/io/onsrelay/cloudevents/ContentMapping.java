package io.onsrelay.cloudevents;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.LogRecord;
import io.onsrelay.event.Message;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.PlainText;

/**
 * Which field of a content becomes which attribute of a CloudEvent. The values are as
 * they were sent: {@link ValidEvent} makes valid ones of them.
 */
final class ContentMapping {

	private static final String OWN_TYPES = "io.onsrelay.";

	private ContentMapping() {
	}

	/**
	 * Maps a content.
	 * @param message the message it belongs to
	 * @param content the content
	 * @param ownId the id of an event whose content has none
	 * @return the attributes and the data
	 */
	static ObjectNode map(Message message, Content content, String ownId) {
		ObjectNode event = envelope(message, content, ownId);
		switch (content) {
			case OciEvent oci -> map(oci, event);
			case Alarm alarm -> map(alarm, event);
			case LogRecord log -> map(log, event);
			case PlainText plain -> map(plain, event);
		}
		return event;
	}

	/**
	 * Return the attributes that do not depend on what a sender has written.
	 */
	static ObjectNode envelope(Message message, Content content, String ownId) {
		ObjectNode event = JsonNodeFactory.instance.objectNode()
			.put("specversion", "1.0")
			.put("id", ownId)
			.put("source", message.headers().topicOcid().orElse("ons-relay"))
			.put("type", OWN_TYPES + content.kind().name().toLowerCase(Locale.ROOT))
			.put("time", content.occurredAt().orElse(message.receivedAt()).toString())
			.put("datacontenttype", "application/json");
		put(event, "onstopic", message.headers().topicOcid().orElse(null));
		return event;
	}

	private static void map(OciEvent content, ObjectNode event) {
		put(event, "id", content.eventId());
		put(event, "source", content.source());
		put(event, "type", content.eventType());
		put(event, "subject", content.resource());
		put(event, "compartmentid", content.compartmentId());
		put(event, "eventtypeversion", content.json().path("eventTypeVersion").asText(""));
		extensions(event, content.json().path("extensions"));
		event.set("data", data(content.json()));
	}

	private static void map(Alarm content, ObjectNode event) {
		Optional<String> alarmId = content.metadata()
			.stream()
			.map(Alarm.Metadata::alarmId)
			.filter(Objects::nonNull)
			.findFirst();
		put(event, "id", content.deduplicationKey().orElse(null));
		put(event, "source", alarmId.orElse(null));
		put(event, "type", OWN_TYPES + "alarm." + content.transition().name().toLowerCase(Locale.ROOT));
		put(event, "subject", content.resourceId().orElse(null));
		put(event, "severity",
				(content.severity() != null) ? content.severity().name().toLowerCase(Locale.ROOT) : null);
		event.set("data", content.json());
	}

	private static void map(LogRecord content, ObjectNode event) {
		put(event, "id", content.recordId());
		put(event, "source", content.source());
		put(event, "type", content.recordType());
		put(event, "subject", content.resource());
		put(event, "compartmentid", content.compartmentId());
		extensions(event, content.json().path("oracle"));
		event.set("data", data(content.json()));
	}

	private static void map(PlainText content, ObjectNode event) {
		if (content.json().isMissingNode()) {
			event.put("datacontenttype", "text/plain").put("data", content.text());
		}
		else {
			event.set("data", content.json());
		}
	}

	private static JsonNode data(JsonNode json) {
		return json.hasNonNull("data") ? json.get("data") : json;
	}

	private static void extensions(ObjectNode event, JsonNode object) {
		for (Map.Entry<String, JsonNode> field : object.properties()) {
			String name = field.getKey().toLowerCase(Locale.ROOT);
			if (!event.has(name) && field.getValue().isValueNode()) {
				put(event, name, field.getValue().asText());
			}
		}
	}

	private static void put(ObjectNode event, String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			event.put(name, value);
		}
	}

}

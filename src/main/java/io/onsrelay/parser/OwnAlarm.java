package io.onsrelay.parser;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.event.Body;
import io.onsrelay.event.Severity;

/**
 * What the service itself says, as OCI Monitoring writes an alarm, without the OCID of
 * one: it opens and closes an incident as any alarm does.
 *
 * @param key the {@code dedupeKey} that both ends of an incident have
 * @param title the title
 * @param text the text
 * @param severity how bad it is, or was
 * @param over whether it is over
 * @param at when it happened
 * @param namespace tells what it is about
 * @param dimensions facts by name, in their order
 */
public record OwnAlarm(String key, String title, String text, Severity severity, boolean over, Instant at,
		String namespace, Map<String, String> dimensions) {

	private static final double VERSION = 1.5;

	/**
	 * Return the message.
	 * @return what the parser reads as an alarm, the same bytes for equal alarms
	 */
	public Body body() {
		ObjectNode alarm = JsonNodeFactory.instance.objectNode()
			.put("dedupeKey", this.key)
			.put("title", this.title)
			.put("body", this.text)
			.put("type", this.over ? "FIRING_TO_OK" : "OK_TO_FIRING")
			.put("severity", this.severity.name())
			.put("timestampEpochMillis", this.at.toEpochMilli())
			.put("timestamp", this.at.toString());
		ObjectNode metadata = alarm.putArray("alarmMetaData")
			.addObject()
			.put("status", this.over ? "OK" : "FIRING")
			.put("severity", this.severity.name())
			.put("namespace", this.namespace);
		ObjectNode facts = metadata.putArray("dimensions").addObject();
		this.dimensions.forEach(facts::put);
		return Body.of(alarm.put("version", VERSION).toString().getBytes(StandardCharsets.UTF_8));
	}

}

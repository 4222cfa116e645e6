package io.onsrelay.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import io.onsrelay.parser.MessageParser;

/**
 * Messages for tests that do not depend on their content.
 */
public final class MessageFixtures {

	private static final MessageParser PARSER = new MessageParser();

	private MessageFixtures() {
	}

	/**
	 * A small event about a resource.
	 */
	public static Message event(String eventId, String resource, Instant occurredAt, Instant receivedAt) {
		String body = """
				{"cloudEventsVersion": "0.1", "eventID": "%s", "eventType": "com.oraclecloud.computeapi.instanceaction.end",
				 "eventTime": "%s", "data": {"resourceId": "%s", "compartmentId": "ocid1.compartment.oc1..aaaa"}}
				"""
			.formatted(eventId, occurredAt, resource);
		return PARSER.parse(id(eventId), receivedAt, headers(eventId), body(body));
	}

	/**
	 * A text that a publisher sent to the topic directly.
	 */
	public static Message text(String messageId, String text, Instant receivedAt) {
		return PARSER.parse(id(messageId + text), receivedAt, headers(messageId), body(text));
	}

	private static OnsHeaders headers(String messageId) {
		return new OnsHeaders(Map.of("X-OCI-NS-MessageId", messageId, "X-OCI-NS-MessageType", "Notification",
				"X-OCI-NS-TopicOcid", "ocid1.onstopic.oc1.iad.aaaa", "X-OCI-NS-Signature", "c2lnbmF0dXJl"));
	}

	private static MessageId id(String seed) {
		return new MessageId(UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)));
	}

	private static Body body(String text) {
		return Body.of(text.getBytes(StandardCharsets.UTF_8));
	}

}

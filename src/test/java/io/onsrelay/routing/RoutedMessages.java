package io.onsrelay.routing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.onsrelay.event.Body;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.OnsHeaders;
import io.onsrelay.event.PlainText;

/**
 * Builds messages with nothing but what routes look at.
 */
public final class RoutedMessages {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private RoutedMessages() {
	}

	/**
	 * Return a message with an event of each type, in the letter case it is given.
	 */
	public static Message ofEvents(String... eventTypes) {
		return message(Arrays.stream(eventTypes).map(RoutedMessages::event).toList());
	}

	public static Message ofText(String text) {
		return message(List.of(new PlainText(text, MissingNode.getInstance())));
	}

	public static JsonNode json(String text) {
		try {
			return MAPPER.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private static Content event(String eventType) {
		JsonNode json = MAPPER.createObjectNode().put("cloudEventsVersion", "0.1").put("eventType", eventType);
		return new OciEvent(null, eventType, null, null, null, null, null, null, null, Map.of(), Map.of(),
				MAPPER.createObjectNode(), json);
	}

	private static Message message(List<Content> contents) {
		return new Message(new MessageId(new UUID(0, 1)), Instant.EPOCH, new OnsHeaders(Map.of()),
				Body.of("made up".getBytes(StandardCharsets.UTF_8)), contents, false);
	}

}

package io.onsrelay.cloudevents;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.presentation.Presenter;

/**
 * Maps messages to CloudEvents 1.0, without the secrets that are hidden everywhere. It is
 * total: there is no message it throws on, and every event is valid. A message of one
 * content becomes one event in structured mode, a batch becomes a batch. See
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md and
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md.
 */
public final class CloudEvents {

	private static final String WITHHELD_TYPE = "io.onsrelay.withheld";

	private static final String WITHHELD = "Hiding secrets in this message failed, so it is not passed on: a pattern of "
			+ "relay.redaction.patterns takes too long on it. The message itself is in the journal.";

	private final Presenter presenter;

	/**
	 * Creates the mapping.
	 * @param presenter hides the secrets
	 */
	public CloudEvents(Presenter presenter) {
		this.presenter = presenter;
	}

	/**
	 * Maps a message.
	 * @param message the message, or the part of a batch that is passed on
	 * @return its event or events
	 */
	public CloudEventsDocument map(Message message) {
		List<Content> contents = message.contents();
		int[] numbers = message.recordNumbers();
		boolean whole = contents.size() == 1 && message.records().isAll();
		Set<String> ids = new HashSet<>();
		ArrayNode events = JsonNodeFactory.instance.arrayNode();
		for (int i = 0; i < contents.size(); i++) {
			String number = whole ? "" : "#" + numbers[i];
			ObjectNode event = map(message, contents.get(i), message.id() + number);
			// Some publishers give several events one id.
			if (!ids.add(event.get("source").textValue() + " " + event.get("id").textValue())) {
				event.put("id", message.id() + number);
			}
			events.add(event);
		}
		return (events.size() == 1) ? new CloudEventsDocument(CloudEventsDocument.EVENT, events.get(0).toString())
				: new CloudEventsDocument(CloudEventsDocument.BATCH, events.toString());
	}

	private ObjectNode map(Message message, Content content, String ownId) {
		ObjectNode mapped = ContentMapping.map(message, content, ownId);
		Optional<JsonNode> shown = this.presenter.withoutSecrets(mapped);
		return shown.map((json) -> ValidEvent.of(mapped, json)).orElseGet(() -> withheld(message, content, ownId));
	}

	private static ObjectNode withheld(Message message, Content content, String ownId) {
		ObjectNode event = ContentMapping.envelope(message, content, ownId).put("type", WITHHELD_TYPE);
		event.putObject("data").put("note", WITHHELD);
		return ValidEvent.of(event, event);
	}

}

package io.onsrelay.notifier.pagerduty;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Body;
import io.onsrelay.event.Message;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Severity;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presenter;
import io.onsrelay.secret.Secret;

/**
 * Puts a notification into the form of the Events API v2. See
 * https://developer.pagerduty.com/docs/send-alert-event.
 */
final class PagerDutyEvent {

	private static final int KEY = 255;

	private static final int SUMMARY = 1024;

	private static final int NAME = 255;

	private static final int DETAIL = 16_000;

	/**
	 * A request may have 512 KB, and a character in JSON at most six bytes.
	 */
	private static final int DETAILS = 64_000;

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final Presenter presenter;

	PagerDutyEvent(Presenter presenter) {
		this.presenter = presenter;
	}

	/**
	 * Renders a notification.
	 * @param notification what to tell
	 * @param routingKey the key of the service
	 * @return the JSON to post
	 */
	String render(Notification notification, Secret routingKey) {
		Alert alert = Alert.of(notification.message());
		ObjectNode event = JsonNodeFactory.instance.objectNode()
			.put("routing_key", routingKey.reveal())
			.put("event_action", alert.action().name().toLowerCase(Locale.ROOT))
			.put("dedup_key", key(alert.key()));
		if (alert.action() == Alert.Action.TRIGGER) {
			Presentation presentation = this.presenter.present(notification);
			event.put("client", "ons-relay");
			event.set("payload", payload(notification, presentation));
			event.set("links", links(presentation));
		}
		return event.toString();
	}

	private static ObjectNode payload(Notification notification, Presentation presentation) {
		Message message = notification.message();
		String source = Optional.ofNullable(presentation.resource())
			.or(() -> message.headers().topicName())
			.map((name) -> cut(name, NAME))
			.filter((name) -> !name.isBlank())
			.orElse("ons-relay");
		ObjectNode payload = JsonNodeFactory.instance.objectNode()
			.put("summary", cut(presentation.title(), SUMMARY))
			.put("source", source)
			.put("severity", presentation.severity().name().toLowerCase(Locale.ROOT));
		if (presentation.time().isAfter(Instant.EPOCH) && presentation.time().isBefore(LATEST)) {
			payload.put("timestamp", presentation.time().toString());
		}
		put(payload, "component", presentation.resourceType());
		put(payload, "group", presentation.compartment());
		put(payload, "class", (message.first() instanceof OciEvent event) ? event.eventType()
				: message.kind().name().toLowerCase(Locale.ROOT));
		payload.set("custom_details", details(notification, presentation));
		return payload;
	}

	private static ObjectNode details(Notification notification, Presentation presentation) {
		ObjectNode details = JsonNodeFactory.instance.objectNode();
		put(details, "Region", presentation.region());
		int room = DETAILS;
		for (Fact fact : presentation.facts()) {
			String value = cut(fact.value(), Math.min(DETAIL, room));
			String label = cut(fact.label(), Math.min(NAME, room));
			room -= Math.min(room, value.length() + label.length());
			if (!value.isEmpty()) {
				details.put(unused(details, label), value);
			}
		}
		return details.put("Route", notification.route()).put("Message", notification.idempotencyKey());
	}

	private static ArrayNode links(Presentation presentation) {
		ArrayNode links = JsonNodeFactory.instance.arrayNode();
		presentation.links().forEach((link) -> links.addObject().put("href", link.url()).put("text", link.label()));
		return links;
	}

	// Makes a key fit: a long one becomes its digest, so that two that begin alike stay
	// apart.
	private static String key(String key) {
		return (key.length() <= KEY) ? key : "sha256:" + Body.of(key.getBytes(StandardCharsets.UTF_8)).sha256();
	}

	private static String unused(ObjectNode details, String label) {
		String name = label;
		for (int i = 2; details.has(name); i++) {
			name = label + " " + i;
		}
		return name;
	}

	private static void put(ObjectNode object, String name, @Nullable String value) {
		if (value != null) {
			object.put(name, cut(value, NAME));
		}
	}

	// Cuts between characters, and leaves out what is none for a person.
	private static String cut(String text, int limit) {
		StringBuilder kept = new StringBuilder(Math.min(text.length(), limit));
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			int codePoint = text.codePointAt(i);
			if (kept.length() + Character.charCount(codePoint) > limit) {
				return kept.toString();
			}
			if (codePoint == '\n' || codePoint == '\t' || !Character.isISOControl(codePoint)) {
				kept.appendCodePoint(codePoint);
			}
		}
		return kept.toString();
	}

}

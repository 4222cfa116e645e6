package io.onsrelay.notifier.pagerduty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.OciEvent;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.Notification;
import io.onsrelay.presentation.Presentation;
import io.onsrelay.presentation.Presentation.Fact;
import io.onsrelay.presentation.Presenter;

/**
 * Renders notifications as events of the Events API v2. See
 * https://developer.pagerduty.com/docs/send-alert-event and
 * https://developer.pagerduty.com/docs/send-change-event.
 */
final class PagerDutyEvent {

	private static final int KEY_CHARS = 255;

	private static final int SUMMARY_CHARS = 1024;

	/**
	 * Leaves space in a summary for resource, compartment and region.
	 */
	private static final int TITLE_CHARS = 600;

	private static final int NAME_CHARS = 255;

	private static final int MAX_LINKS = 10;

	private static final int DETAIL_CHARS = 16_000;

	/**
	 * A request may have 512 KB, and a character of JSON up to six bytes.
	 */
	private static final int DETAILS_CHARS = 64_000;

	/**
	 * More than 64 KB of alarms or events have, which is what ONS publishes at most. A
	 * service of PagerDuty accepts as many in two minutes.
	 */
	private static final int MAX_PARTS = 200;

	private static final Pattern OCID_TYPE = Pattern.compile("(?i)ocid1\\.([a-z0-9]{1,60})\\.");

	private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

	private final Presenter presenter;

	PagerDutyEvent(Presenter presenter) {
		this.presenter = presenter;
	}

	/**
	 * Renders a notification.
	 * @param notification the notification
	 * @param routingKey the key of the service, as it is to be sent or shown
	 * @return the request
	 */
	PagerDutyRequest render(Notification notification, String routingKey) {
		Presentation presentation = this.presenter.present(notification);
		Alert alert = Alert.of(notification, presentation);
		ObjectNode event = JsonNodeFactory.instance.objectNode().put("routing_key", routingKey);
		if (alert.action() == Alert.Action.CHANGE) {
			event.set("payload", change(notification, presentation));
			event.set("links", links(presentation));
			return new PagerDutyRequest(PagerDutyRequest.CHANGE, event, alert);
		}
		event.put("event_action", alert.action().name().toLowerCase(Locale.ROOT))
			.put("dedup_key", key(alert.key()))
			.put("client", "ons-relay");
		// A resolve has all of it, too: rules and orchestrations route by the payload.
		event.set("payload", alert(notification, presentation, alert));
		event.set("links", links(presentation));
		return new PagerDutyRequest(PagerDutyRequest.ALERT, event, alert);
	}

	/**
	 * Divides a batch: each record that opens or closes an incident by itself is an event
	 * of its own, and all the others are one.
	 * @param notification a notification of several records
	 * @return its parts
	 */
	List<Notification> divide(Notification notification) {
		BitSet others = new BitSet();
		List<Notification> parts = new ArrayList<>();
		List<Content> records = notification.message().contents();
		for (int i = 0; i < records.size(); i++) {
			Content record = records.get(i);
			if (parts.size() < MAX_PARTS && Alert.standsAlone(record, notification.overrides().action(),
					() -> this.presenter.isInformational(notification, record))) {
				parts.add(notification.part(i));
			}
			else {
				others.set(i);
			}
		}
		if (!others.isEmpty()) {
			parts.add(notification.part(others));
		}
		return parts;
	}

	private ObjectNode alert(Notification notification, Presentation presentation, Alert alert) {
		Message message = notification.message();
		String kind = message.kind().name().toLowerCase(Locale.ROOT);
		ObjectNode payload = head(notification, presentation).put("severity",
				presentation.problemSeverity().name().toLowerCase(Locale.ROOT));
		put(payload, "component", Optional.ofNullable(presentation.resourceType()).orElse(kind));
		if (alert.pair() != null && message.first() instanceof OciEvent paired) {
			pairedResource(paired, payload);
		}
		put(payload, "group",
				Optional.ofNullable(presentation.compartment()).or(() -> topicName(message)).orElse(null));
		put(payload, "class", (alert.pair() != null) ? alert.pair() : type(message).orElse(kind));
		payload.set("custom_details", details(notification, presentation));
		return payload;
	}

	// The envelope of each event of a pair names the same resource, whatever its details
	// say of others.
	private void pairedResource(OciEvent event, ObjectNode payload) {
		String id = event.resourceId().orElse("");
		String name = Optional.ofNullable(event.resourceName()).orElse(id);
		Optional.of(cut(this.presenter.withoutSecrets(name), NAME_CHARS))
			.filter((source) -> !source.isBlank())
			.ifPresent((source) -> payload.put("source", source));
		Matcher type = OCID_TYPE.matcher(id);
		if (type.lookingAt()) {
			put(payload, "component", type.group(1).toLowerCase(Locale.ROOT));
		}
	}

	// The transition of an alarm is no type.
	private Optional<String> type(Message message) {
		return (message.first() instanceof Alarm) ? Optional.empty()
				: message.first().type().map(this.presenter::withoutSecrets);
	}

	private ObjectNode change(Notification notification, Presentation presentation) {
		ObjectNode payload = head(notification, presentation);
		payload.set("custom_details", details(notification, presentation));
		return payload;
	}

	private ObjectNode head(Notification notification, Presentation presentation) {
		String source = Optional.ofNullable(presentation.resource())
			.or(() -> topicName(notification.message()))
			.map((name) -> cut(name, NAME_CHARS))
			.filter((name) -> !name.isBlank())
			.orElse("ons-relay");
		ObjectNode payload = JsonNodeFactory.instance.objectNode()
			.put("summary", summary(presentation))
			.put("source", source);
		if (presentation.time().isAfter(Instant.EPOCH) && presentation.time().isBefore(LATEST)) {
			payload.put("timestamp", presentation.time().toString());
		}
		return payload;
	}

	// A phone call or a text message has the summary only, so it says where as well.
	private static String summary(Presentation presentation) {
		String title = presentation.title();
		String where = Stream.of(presentation.resource(), presentation.compartment(), presentation.region())
			.filter(Objects::nonNull)
			.filter((name) -> !title.contains(name) && !name.startsWith("ocid1."))
			.distinct()
			.collect(Collectors.joining(", "));
		return cut(where.isEmpty() ? title : cut(title, TITLE_CHARS) + " (" + where + ")", SUMMARY_CHARS);
	}

	private static ObjectNode details(Notification notification, Presentation presentation) {
		ObjectNode details = JsonNodeFactory.instance.objectNode();
		put(details, "Region", presentation.region());
		if (presentation.text() != null) {
			details.put("text", cut(presentation.text(), DETAIL_CHARS));
		}
		List<Fact> facts = (presentation.text() != null) ? List.of() : presentation.facts();
		// Facts are in the order of their importance: the last ones are left out.
		int remaining = DETAILS_CHARS;
		for (Fact fact : facts) {
			String value = cut(fact.text(), Math.min(DETAIL_CHARS, remaining));
			String label = cut(fact.label(), Math.min(NAME_CHARS, remaining));
			remaining -= Math.min(remaining, value.length() + label.length());
			if (!value.isEmpty()) {
				details.put(unused(details, label), value);
			}
		}
		details.put(unused(details, "Route"), notification.route())
			.put(unused(details, "Message id"), notification.message().id().toString());
		String part = notification.message().records().inWords();
		return part.isEmpty() ? details : details.put(unused(details, "Part of the message"), part);
	}

	private static ArrayNode links(Presentation presentation) {
		ArrayNode links = JsonNodeFactory.instance.arrayNode();
		presentation.links()
			.stream()
			.limit(MAX_LINKS)
			.forEach((link) -> links.addObject().put("href", link.url()).put("text", link.label()));
		return links;
	}

	private Optional<String> topicName(Message message) {
		return message.headers().topicName().map(this.presenter::withoutSecrets);
	}

	// A key that is too long or holds a secret becomes its digest, so that keys with a
	// common beginning stay distinct.
	private String key(String key) {
		boolean shown = key.length() <= KEY_CHARS && this.presenter.withoutSecrets(key).equals(key);
		return shown ? key : "sha256:" + Sha256.hex(key);
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
			object.put(name, cut(value, NAME_CHARS));
		}
	}

	// Cuts between code points, and leaves out control characters.
	private static String cut(String text, int limit) {
		if (text.length() <= limit && isKept(text)) {
			return text;
		}
		StringBuilder kept = new StringBuilder(Math.min(text.length(), limit));
		for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
			int codePoint = text.codePointAt(i);
			if (kept.length() + Character.charCount(codePoint) > limit) {
				return kept.toString();
			}
			if (!isLeftOut(codePoint)) {
				kept.appendCodePoint(codePoint);
			}
		}
		return kept.toString();
	}

	// A loop, since each text of each message comes here: control characters have one
	// char.
	private static boolean isKept(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (isLeftOut(text.charAt(i))) {
				return false;
			}
		}
		return true;
	}

	private static boolean isLeftOut(int codePoint) {
		return codePoint != '\n' && codePoint != '\t' && Character.isISOControl(codePoint);
	}

}

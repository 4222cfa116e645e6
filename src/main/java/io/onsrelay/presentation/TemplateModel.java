package io.onsrelay.presentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Content;
import io.onsrelay.event.Message;
import io.onsrelay.event.PlainText;
import io.onsrelay.notifier.Notification;
import io.onsrelay.redaction.Redaction;

/**
 * The variables of templates: the presentation, the topic, route and id of the message,
 * and its {@code body} without secrets.
 */
final class TemplateModel {

	private TemplateModel() {
	}

	static Map<String, Object> of(Notification notification, Presentation presentation, Redaction redaction) {
		Message message = notification.message();
		Map<String, Object> variables = new LinkedHashMap<>();
		variables.put("title", presentation.title());
		variables.put("severity", lowerCase(presentation.severity()));
		variables.put("status", lowerCase(presentation.status()));
		put(variables, "resource", presentation.resource());
		put(variables, "resourceType", presentation.resourceType());
		put(variables, "region", presentation.region());
		put(variables, "compartment", presentation.compartment());
		put(variables, "actor", presentation.actor());
		variables.put("time", presentation.time().toString());
		variables.put("facts", presentation.facts().stream().map(TemplateModel::fact).toList());
		variables.put("links", presentation.links().stream().map(TemplateModel::link).toList());
		variables.put("topic", redaction.redact(message.headers().topicName().orElse("")));
		variables.put("route", notification.route());
		variables.put("message", message.id().toString());
		variables.put("body", body(message, redaction));
		return variables;
	}

	/**
	 * Return the same variables, and {@code json}: the contents as JSON, a text as a
	 * string.
	 */
	static Map<String, Object> withJson(Notification notification, Presentation presentation, Redaction redaction) {
		Map<String, Object> variables = of(notification, presentation, redaction);
		List<String> contents = notification.message()
			.contents()
			.stream()
			.map((content) -> json(content, redaction))
			.toList();
		variables.put("json", (contents.size() == 1) ? contents.getFirst() : contents.toString());
		return variables;
	}

	private static String json(Content content, Redaction redaction) {
		return (content instanceof PlainText plain && plain.json().isMissingNode())
				? TextNode.valueOf(redaction.redact(plain.text())).toString()
				: redaction.redact(content.json()).toString();
	}

	private static Map<String, String> fact(Presentation.Fact fact) {
		return Map.of("label", fact.label(), "value", fact.text());
	}

	private static Map<String, String> link(Presentation.Link link) {
		return Map.of("label", link.label(), "url", link.url());
	}

	private static Object body(Message message, Redaction redaction) {
		List<Object> bodies = message.contents().stream().map((content) -> body(content, redaction)).toList();
		return (bodies.size() == 1) ? bodies.getFirst() : bodies;
	}

	private static Object body(Content content, Redaction redaction) {
		if (content instanceof PlainText plain && plain.json().isMissingNode()) {
			return redaction.redact(plain.text());
		}
		Object value = value(redaction.redact(content.json()));
		return (value != null) ? value : "";
	}

	// Return JSON as maps, lists, texts and booleans. A null is omitted, so that its
	// section is not rendered.
	private static @Nullable Object value(JsonNode json) {
		return switch (json.getNodeType()) {
			case OBJECT -> map(json);
			case ARRAY -> list(json);
			case BOOLEAN -> json.booleanValue();
			case NULL, MISSING -> null;
			default -> json.asText();
		};
	}

	private static Map<String, Object> map(JsonNode object) {
		Map<String, Object> map = new LinkedHashMap<>();
		object.forEachEntry((name, value) -> put(map, name, value(value)));
		return map;
	}

	private static List<Object> list(JsonNode array) {
		List<Object> list = new ArrayList<>();
		array.forEach((element) -> {
			Object value = value(element);
			if (value != null) {
				list.add(value);
			}
		});
		return list;
	}

	private static void put(Map<String, Object> variables, String name, @Nullable Object value) {
		if (value != null) {
			variables.put(name, value);
		}
	}

	private static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}

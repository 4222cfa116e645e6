package io.onsrelay.silence.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.event.Alarm;
import io.onsrelay.event.Content;
import io.onsrelay.routing.condition.Condition;

/**
 * Writes a condition that matches a content and those like it: of an alarm the alarm, of
 * others the type and the resource, where the content has them.
 */
final class ConditionDraft {

	/**
	 * How deep values are looked for.
	 */
	private static final int MAX_DEPTH = 6;

	/**
	 * Of JSON that is neither event nor alarm nor log record: keys whose values name what
	 * it is about, and do not change from message to message.
	 */
	private static final List<String> NAMES = List.of("type", "source", "service", "alertname", "alert", "check",
			"host", "name", "title", "subject");

	private ConditionDraft() {
	}

	/**
	 * Writes the condition.
	 * @param content the content
	 * @return a condition that matches it; empty if it has nothing that a condition could
	 * name
	 */
	static String of(Content content) {
		ObjectNode condition = JsonNodeFactory.instance.objectNode();
		JsonNode json = content.json();
		if (content instanceof Alarm alarm) {
			addAlarm(condition, alarm);
		}
		else {
			content.type().ifPresent((type) -> add(condition, json, type, false));
			content.resourceId().ifPresent((id) -> add(condition, json, id, true));
			if (condition.isEmpty() && content.kind() == Content.Kind.PLAIN) {
				addNames(condition, json);
			}
		}
		return (!condition.isEmpty() && matches(condition, json)) ? condition.toString() : "";
	}

	private static void addAlarm(ObjectNode condition, Alarm alarm) {
		Optional<String> id = alarm.metadata()
			.stream()
			.flatMap((entry) -> Optional.ofNullable(entry.alarmId()).stream())
			.findFirst();
		if (id.isPresent()) {
			add(condition, alarm.json(), id.get(), true);
		}
		else if (alarm.dedupeKey() != null) {
			add(condition, alarm.json(), alarm.dedupeKey(), false);
		}
	}

	private static void addNames(ObjectNode condition, JsonNode json) {
		for (String name : NAMES) {
			JsonNode value = json.path(name);
			if (condition.isEmpty() && value.isTextual() && !value.textValue().isEmpty()) {
				condition.set(name, values(value.textValue(), false));
			}
		}
	}

	/**
	 * Adds a value where the content has it. Ids come in either letter case.
	 */
	private static void add(ObjectNode condition, JsonNode json, String value, boolean id) {
		find(json, value, MAX_DEPTH).ifPresent((path) -> {
			ObjectNode at = condition;
			for (String key : path.subList(0, path.size() - 1)) {
				at = (at.get(key) instanceof ObjectNode inner) ? inner : at.putObject(key);
			}
			at.set(path.getLast(), values(value, id));
		});
	}

	private static ArrayNode values(String value, boolean id) {
		Set<String> spellings = new LinkedHashSet<>(List.of(value));
		if (id) {
			spellings.add(value.toLowerCase(Locale.ROOT));
		}
		ArrayNode values = JsonNodeFactory.instance.arrayNode();
		spellings.forEach(values::add);
		return values;
	}

	/**
	 * Return the keys that lead to a text, the fewest first looked at in their order;
	 * arrays are passed through, as conditions do.
	 */
	private static Optional<List<String>> find(JsonNode json, String value, int depth) {
		for (int keys = 1; keys <= depth; keys++) {
			Optional<List<String>> path = find(json, value, keys, List.of());
			if (path.isPresent()) {
				return path;
			}
		}
		return Optional.empty();
	}

	private static Optional<List<String>> find(JsonNode json, String value, int keys, List<String> path) {
		if (json.isArray()) {
			for (JsonNode element : json) {
				Optional<List<String>> found = find(element, value, keys, path);
				if (found.isPresent()) {
					return found;
				}
			}
		}
		else if (keys == 0) {
			return (json.isTextual() && json.textValue().equals(value)) ? Optional.of(path) : Optional.empty();
		}
		else {
			for (Map.Entry<String, JsonNode> field : json.properties()) {
				Optional<List<String>> found = find(field.getValue(), value, keys - 1, with(path, field.getKey()));
				if (found.isPresent()) {
					return found;
				}
			}
		}
		return Optional.empty();
	}

	private static List<String> with(List<String> path, String key) {
		return Stream.concat(path.stream(), Stream.of(key)).toList();
	}

	private static boolean matches(ObjectNode condition, JsonNode json) {
		try {
			return Condition.parse(condition.toString()).matches(json);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}

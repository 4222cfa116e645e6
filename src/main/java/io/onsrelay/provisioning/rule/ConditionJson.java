package io.onsrelay.provisioning.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.routing.condition.Condition;

/**
 * Conditions of rules as JSON.
 */
public final class ConditionJson {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final String EVENT_TYPE = "eventType";

	private ConditionJson() {
	}

	/**
	 * Checks a condition as routes are checked.
	 * @param text the condition
	 * @return the condition on one line
	 * @throws IllegalArgumentException if it is none, with position and reason
	 */
	static String checked(String text) {
		Condition.parse(text);
		return tree(text).toString();
	}

	/**
	 * Return whether two conditions say the same: keys in any order, and the values of an
	 * array in any order, since it matches any of them.
	 * @param one a condition
	 * @param other another one
	 * @return {@code true} if they are the same; texts that are no JSON are compared as
	 * texts
	 */
	public static boolean same(String one, String other) {
		try {
			return canonical(JSON.readTree(one)).equals(canonical(JSON.readTree(other)));
		}
		catch (JsonProcessingException ex) {
			return one.equals(other);
		}
	}

	private static Object canonical(JsonNode node) {
		if (node.isObject()) {
			Map<String, Object> fields = new TreeMap<>();
			node.properties().forEach((field) -> fields.put(field.getKey(), canonical(field.getValue())));
			return fields;
		}
		if (node.isArray()) {
			List<Object> values = new ArrayList<>();
			node.forEach((value) -> values.add(canonical(value)));
			return new HashSet<>(values);
		}
		return node;
	}

	/**
	 * Return the keys at the root of a condition.
	 */
	static List<String> keys(String condition) {
		return tree(condition).properties().stream().map(Map.Entry::getKey).toList();
	}

	/**
	 * Writes types of events in lower case, as Events has them. Routes compare them
	 * without regard to letter case.
	 */
	static String withTypesInLowerCase(String condition) {
		JsonNode tree = tree(condition);
		if (tree instanceof ObjectNode root && root.has(EVENT_TYPE)) {
			root.set(EVENT_TYPE, tree(root.get(EVENT_TYPE).toString().toLowerCase(Locale.ROOT)));
		}
		return tree.toString();
	}

	private static JsonNode tree(String text) {
		try {
			return JSON.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A condition that was parsed is JSON", ex);
		}
	}

}

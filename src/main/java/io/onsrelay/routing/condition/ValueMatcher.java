package io.onsrelay.routing.condition;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Matches one value of a message.
 */
sealed interface ValueMatcher {

	/**
	 * How much of a value the explanation of a mismatch shows.
	 */
	int SHOWN_CHARS = 200;

	/**
	 * Return whether a value matches, or an element of it if it is an array.
	 * @param value the value in the message
	 * @return {@code true} if it matches
	 */
	default boolean matches(JsonNode value) {
		if (value.isArray()) {
			for (JsonNode element : value) {
				if (matches(element)) {
					return true;
				}
			}
			return false;
		}
		return matchesSingle(value);
	}

	/**
	 * Return whether a value that is not an array matches.
	 * @param value the value in the message
	 * @return {@code true} if it matches
	 */
	boolean matchesSingle(JsonNode value);

	/**
	 * Explains why a value does not match.
	 * @param path the keys that lead to the value, separated by dots; empty for the root
	 * @param value the value in the message
	 * @return the first mismatch; empty if the value matches
	 */
	default Optional<String> mismatch(String path, JsonNode value) {
		return matches(value) ? Optional.empty() : Optional.of(path + " is " + shown(value));
	}

	private static String shown(JsonNode value) {
		return StringUtils.truncate(value.toString(), SHOWN_CHARS);
	}

	/**
	 * Any value but {@code null}.
	 */
	record Anything() implements ValueMatcher {

		@Override
		public boolean matches(JsonNode value) {
			return matchesSingle(value);
		}

		@Override
		public boolean matchesSingle(JsonNode value) {
			return !value.isNull();
		}

	}

	/**
	 * A text, or the text of a number or boolean.
	 *
	 * @param pattern the pattern of the text
	 */
	record Text(Wildcard pattern) implements ValueMatcher {

		@Override
		public boolean matchesSingle(JsonNode value) {
			return value.isValueNode() && !value.isNull() && this.pattern.matches(value.asText());
		}

	}

	/**
	 * A number, or the text of one.
	 *
	 * @param number the number
	 * @param text the number as the condition has it
	 */
	record Numeric(BigDecimal number, String text) implements ValueMatcher {

		@Override
		public boolean matchesSingle(JsonNode value) {
			// Numbers too large for a double become infinite, and have no decimal value.
			if (value instanceof NumericNode numeric && !numeric.isNaN()) {
				return numeric.decimalValue().compareTo(this.number) == 0;
			}
			return value.isTextual() && value.textValue().equals(this.text);
		}

	}

	/**
	 * One of several.
	 *
	 * @param choices the alternatives
	 */
	record AnyOf(List<ValueMatcher> choices) implements ValueMatcher {

		@Override
		public boolean matches(JsonNode value) {
			return this.choices.stream().anyMatch((choice) -> choice.matches(value));
		}

		@Override
		public boolean matchesSingle(JsonNode value) {
			return matches(value);
		}

	}

	/**
	 * An object with certain keys.
	 *
	 * @param fields the matchers of the values by key
	 */
	record Fields(Map<String, ValueMatcher> fields) implements ValueMatcher {

		/**
		 * Keys with two spellings in payloads and documentation.
		 */
		private static final Map<String, String> OTHER_SPELLINGS = Map.of("freeformTags", "freeFormTags",
				"freeFormTags", "freeformTags", "eventID", "eventId", "eventId", "eventID", "dedupeKey", "dedupekey",
				"dedupekey", "dedupeKey", "resourceId", "resourceID", "resourceID", "resourceId");

		@Override
		public boolean matchesSingle(JsonNode value) {
			return value.isObject() && this.fields.entrySet().stream().allMatch((field) -> {
				JsonNode found = find(value, field.getKey());
				return found != null && field.getValue().matches(found);
			});
		}

		@Override
		public Optional<String> mismatch(String path, JsonNode value) {
			if (matches(value)) {
				return Optional.empty();
			}
			if (!value.isObject()) {
				return Optional.of(path.isEmpty() ? "it is no JSON object"
						: ValueMatcher.super.mismatch(path, value).orElseThrow());
			}
			return this.fields.entrySet().stream().flatMap((field) -> {
				String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
				JsonNode found = find(value, field.getKey());
				return ((found != null) ? field.getValue().mismatch(name, found) : Optional.of(name + " is missing"))
					.stream();
			}).findFirst();
		}

		private static @Nullable JsonNode find(JsonNode object, String key) {
			JsonNode exact = object.get(key);
			String other = OTHER_SPELLINGS.get(key);
			return (exact == null && other != null) ? object.get(other) : exact;
		}

	}

}

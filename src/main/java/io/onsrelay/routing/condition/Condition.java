package io.onsrelay.routing.condition;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A condition in the language of OCI Events rules, so that the condition of a rule can be
 * pasted as it is. See
 * https://docs.oracle.com/en-us/iaas/Content/Events/Concepts/filterevents.htm.
 * <p>
 * As Oracle documents it:
 * <ul>
 * <li>A condition is a JSON object. {@code {}} matches every message, text as well.</li>
 * <li>Every key it names must exist at the same depth; keys it does not name are
 * ignored.</li>
 * <li>An array matches any of its values.</li>
 * <li>An asterisk stands for any characters, none included: in front, in the middle, at
 * the end, several times. A value of nothing but asterisks matches every value except
 * {@code null}, and not a key that is absent. In a key an asterisk is an asterisk; a dot
 * is a dot everywhere.</li>
 * </ul>
 * Where Oracle's documentation says nothing, or its services differ from it:
 * <ul>
 * <li>The value of {@code eventType} at the root compares without regard to letter case,
 * since services send it in both; everything else compares exactly.</li>
 * <li>Values compare by their text: {@code "42"} matches {@code 42}, and {@code true}
 * matches {@code "true"}. Two numbers compare as numbers, so that {@code 100} matches
 * {@code 1.0e2}.</li>
 * <li>Where the message has an array, one matching element is enough. An object matches
 * objects only, and an object without keys matches each of them.</li>
 * <li>{@code freeformTags} finds {@code freeFormTags}, and so do {@code eventID},
 * {@code dedupeKey} and {@code resourceId} their other spelling, in both directions and
 * only where the spelling of the condition is absent.</li>
 * <li>Elements of an array are values or objects. {@code null}, an array without
 * elements, and a key that is twice in an object are mistakes: none of them could do what
 * their author expects.</li>
 * </ul>
 */
public final class Condition {

	private final String text;

	private final ValueMatcher.Fields root;

	private Condition(String text, ValueMatcher.Fields root) {
		this.text = text;
		this.root = root;
	}

	/**
	 * Reads a condition.
	 * @param text a JSON object
	 * @return the condition
	 * @throws ConditionSyntaxException if the text is not a condition
	 */
	public static Condition parse(String text) {
		return new Condition(text, new ConditionParser(text).parse());
	}

	/**
	 * Return whether a message matches.
	 * @param json the message or one content of it; a missing node if it is text
	 * @return {@code true} if every key that the condition names exists and has one of
	 * its values
	 */
	public boolean matches(JsonNode json) {
		return this.root.fields().isEmpty() || this.root.matches(json);
	}

	/**
	 * Explains why a message does not match.
	 * @param json as for {@link #matches}
	 * @return the first key of the condition that does not match, and its value; empty if
	 * the message matches
	 */
	public Optional<String> mismatch(JsonNode json) {
		return this.root.fields().isEmpty() ? Optional.empty() : this.root.mismatch("", json);
	}

	/**
	 * Return the condition as it was written.
	 */
	@Override
	public String toString() {
		return this.text;
	}

}

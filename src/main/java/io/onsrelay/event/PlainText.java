package io.onsrelay.event;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What somebody published directly, or what could not be read as anything else.
 *
 * @param text the content as text: the body itself, or the value where the body is a JSON
 * string
 * @param json the content as JSON, or a missing node where it is none
 */
public record PlainText(String text, JsonNode json) implements Content {

	@Override
	public Kind kind() {
		return Kind.PLAIN;
	}

	@Override
	public Optional<Instant> occurredAt() {
		return Optional.empty();
	}

	@Override
	public Optional<String> resourceId() {
		return Optional.empty();
	}

	@Override
	public Optional<String> deduplicationKey() {
		return Optional.empty();
	}

	@Override
	public Optional<String> orderingKey() {
		return Optional.empty();
	}

	/**
	 * Tells the length only: a text may hold what must not reach a log.
	 */
	@Override
	public String toString() {
		return "Plain[" + this.text.length() + " characters]";
	}

}

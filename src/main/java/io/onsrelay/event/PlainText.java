package io.onsrelay.event;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a publisher sent to the topic directly, or a body of no other kind.
 *
 * @param text the body as text; the value if the body is a JSON string
 * @param json the content as JSON; a missing node if it is not JSON
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
	 * Return the length only: a text may hold secrets, which must not reach a log.
	 */
	@Override
	public String toString() {
		return "PlainText[" + this.text.length() + " characters]";
	}

}

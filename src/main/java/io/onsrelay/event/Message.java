package io.onsrelay.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message as it was received: the evidence (headers and bytes) and what was parsed from
 * it.
 *
 * @param id the id in this service
 * @param receivedAt when this service received the message
 * @param headers the {@code X-OCI-NS-*} headers
 * @param body the exact bytes
 * @param contents the contents in the order of the body: one, or several for a batch;
 * never empty
 * @param malformed whether the body starts like JSON but is not valid, so that it is
 * delivered as text
 */
public record Message(MessageId id, Instant receivedAt, OnsHeaders headers, Body body, List<Content> contents,
		boolean malformed) {

	/**
	 * An index of every database holds as much, in any script. A message with a longer
	 * key could never be stored, and so never be acknowledged.
	 */
	private static final int MAX_KEY_CHARS = 255;

	/**
	 * Copies the contents.
	 * @throws IllegalArgumentException if there are none
	 */
	public Message {
		contents = List.copyOf(contents);
		if (contents.isEmpty()) {
			throw new IllegalArgumentException("A message has at least one content");
		}
	}

	/**
	 * Return the first content, which represents the message where there is space for one
	 * only.
	 * @return the first content
	 */
	public Content first() {
		return this.contents.getFirst();
	}

	/**
	 * Return the kind of the first content.
	 * @return the kind
	 */
	public Content.Kind kind() {
		return first().kind();
	}

	/**
	 * Return the key that identifies duplicates: an event's {@code eventID}, an alarm's
	 * {@code dedupeKey}, time and transition, else {@code X-OCI-NS-MessageId}, else a
	 * digest of topic and body. Oracle advises so, since two rules or two subscriptions
	 * deliver one event under different message ids.
	 * @return the key, with a prefix that names its origin; at most 255 characters, a
	 * digest if it would be longer
	 */
	public String deduplicationKey() {
		Optional<String> own = (this.contents.size() == 1) ? first().deduplicationKey() : Optional.empty();
		return bounded(own.or(() -> this.headers.messageId().map((id) -> "message:" + id))
			.orElseGet(() -> "digest:" + this.headers.topicOcid().orElse("") + ":" + this.body.sha256()));
	}

	/**
	 * Return the ordering key. Messages with one ordering key reach each destination in
	 * order. A batch whose contents have different keys has none of them.
	 * @return the key, at most 255 characters as above; the message's own id where it has
	 * no other
	 */
	public String orderingKey() {
		List<Optional<String>> keys = this.contents.stream().map(Content::orderingKey).distinct().toList();
		return bounded(((keys.size() == 1) ? keys.getFirst() : Optional.<String>empty()).orElseGet(this.id::toString));
	}

	/**
	 * Return when it happened by the sender's clock, else when the message was received.
	 * @return the time to order by
	 */
	public Instant occurredAt() {
		return first().occurredAt().orElse(this.receivedAt);
	}

	private static String bounded(String key) {
		return (key.length() <= MAX_KEY_CHARS) ? key : "long:" + Sha256.hex(key);
	}

	/**
	 * Return ids and types only: a body may hold secrets, which must not reach a log.
	 */
	@Override
	public String toString() {
		return "Message[%s, %s, contents=%d, malformed=%s]".formatted(this.id, first(), this.contents.size(),
				this.malformed);
	}

}

package io.onsrelay.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message as it was received: the evidence (headers and bytes) and what was read from
 * it.
 *
 * @param id its name in this service
 * @param receivedAt when this service received it
 * @param headers the {@code X-OCI-NS-*} headers
 * @param body the exact bytes
 * @param contents what the body tells, in its order: one, or several where it is a batch;
 * never empty
 * @param malformed whether the body claims to be JSON and is none, so that it is
 * delivered as text
 */
public record Message(MessageId id, Instant receivedAt, OnsHeaders headers, Body body, List<Content> contents,
		boolean malformed) {

	/**
	 * What a column in every database's index holds, in whatever script. A longer key
	 * could never be stored, and its message never be acknowledged.
	 */
	private static final int LONGEST_KEY = 255;

	/**
	 * Checks that there is something to tell.
	 * @throws IllegalArgumentException if there are no contents
	 */
	public Message {
		contents = List.copyOf(contents);
		if (contents.isEmpty()) {
			throw new IllegalArgumentException("A message tells at least one thing");
		}
	}

	/**
	 * Return the first content, which stands for the message where one line is all there
	 * is.
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
	 * Return the key by which a second sending of the same message is recognised: an
	 * event's {@code eventID}, an alarm's {@code dedupeKey} and time, else
	 * {@code X-OCI-NS-MessageId}, else a digest of topic and body. This is what Oracle
	 * advises, since two rules or two subscriptions deliver one event under different
	 * message ids.
	 * @return the key, with a prefix that names where it comes from; at most 255
	 * characters, being a digest where it would be longer
	 */
	public String deduplicationKey() {
		Optional<String> own = (this.contents.size() == 1) ? first().deduplicationKey() : Optional.empty();
		return bounded(own.or(() -> this.headers.messageId().map((id) -> "message:" + id))
			.orElseGet(() -> "digest:" + this.headers.topicOcid().orElse("") + ":" + this.body.sha256()));
	}

	/**
	 * Return the name of the sequence this message belongs to. Messages with one ordering
	 * key reach each destination in order. A batch whose contents belong to different
	 * sequences belongs to none.
	 * @return the key, at most 255 characters as above; the message's own id where it
	 * belongs to no sequence
	 */
	public String orderingKey() {
		List<Optional<String>> keys = this.contents.stream().map(Content::orderingKey).distinct().toList();
		return bounded(((keys.size() == 1) ? keys.getFirst() : Optional.<String>empty()).orElseGet(this.id::toString));
	}

	/**
	 * Return when it happened, by the sender's clock where the body tells, else when it
	 * was received.
	 * @return the time to order by
	 */
	public Instant occurredAt() {
		return first().occurredAt().orElse(this.receivedAt);
	}

	private static String bounded(String key) {
		return (key.length() <= LONGEST_KEY) ? key : "long:" + Sha256.hex(key);
	}

	/**
	 * Tells what the message is, not what it says: a body may hold what must not reach a
	 * log.
	 */
	@Override
	public String toString() {
		return "Message[%s, %s, contents=%d, malformed=%s]".formatted(this.id, first(), this.contents.size(),
				this.malformed);
	}

}

package io.onsrelay.event;

import java.util.UUID;

/**
 * The id of a message in this service, assigned on receipt. It is the idempotency key of
 * all attempts to deliver the message.
 *
 * @param value a time-ordered UUID (version 7), so that newer messages sort after older
 * ones
 */
public record MessageId(UUID value) {

	/** {@link UUID#fromString} accepts shorter texts too. */
	private static final int LENGTH_CHARS = 36;

	/**
	 * Parses an id.
	 * @param text a UUID in its standard form of 36 characters
	 * @return the id
	 * @throws IllegalArgumentException if the text is not in that form
	 */
	public static MessageId of(String text) {
		UUID value = UUID.fromString(text);
		if (text.length() != LENGTH_CHARS) {
			throw new IllegalArgumentException("A UUID is written with %d characters".formatted(LENGTH_CHARS));
		}
		return new MessageId(value);
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}

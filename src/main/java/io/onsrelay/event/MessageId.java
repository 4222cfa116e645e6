package io.onsrelay.event;

import java.util.UUID;

/**
 * The name of a message in this service, given once on receipt. It is the idempotency key
 * under which every destination gets the message, on the first attempt and on every
 * other.
 *
 * @param value a time-ordered UUID (version 7), so that newer messages sort behind older
 * ones
 */
public record MessageId(UUID value) {

	/** What {@link UUID#fromString} does not insist on. */
	private static final int LENGTH = 36;

	/**
	 * Reads the text form.
	 * @param text a UUID in its usual form of 36 characters
	 * @return the id
	 * @throws IllegalArgumentException if the text is no UUID
	 */
	public static MessageId of(String text) {
		UUID value = UUID.fromString(text);
		if (text.length() != LENGTH) {
			throw new IllegalArgumentException("A UUID is written with %d characters".formatted(LENGTH));
		}
		return new MessageId(value);
	}

	@Override
	public String toString() {
		return this.value.toString();
	}

}

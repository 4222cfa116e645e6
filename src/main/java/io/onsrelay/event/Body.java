package io.onsrelay.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The exact bytes that were posted. They are evidence, so they are never changed:
 * everything else about a message is derived from them.
 */
public final class Body {

	private final byte[] bytes;

	private Body(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Takes a copy of the bytes.
	 * @param bytes what was posted
	 * @return the body
	 */
	public static Body of(byte[] bytes) {
		return new Body(bytes.clone());
	}

	/**
	 * Return a copy of the bytes.
	 * @return the bytes as they were posted
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Return how many bytes were posted.
	 * @return the length in bytes
	 */
	public int length() {
		return this.bytes.length;
	}

	/**
	 * Return the body read as UTF-8; bytes that are none become replacement characters.
	 * @return the body as text
	 */
	public String text() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Return whether the bytes are UTF-8, so that {@link #text()} loses nothing.
	 * @return {@code true} if they are
	 */
	public boolean isUtf8() {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.bytes));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

	/**
	 * Return the SHA-256 of the bytes.
	 * @return 64 lower-case hexadecimal digits
	 */
	public String sha256() {
		return Sha256.hex(this.bytes);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Body body && Arrays.equals(this.bytes, body.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	/**
	 * Tells the length only: a body may hold what must not reach a log.
	 */
	@Override
	public String toString() {
		return "Body[" + this.bytes.length + " bytes]";
	}

}

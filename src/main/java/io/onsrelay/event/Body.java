package io.onsrelay.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The exact bytes of a request's body, without the coding in which a gateway on the way
 * may have put them. They are kept as evidence and never changed: everything else about a
 * message is derived from them.
 */
public final class Body {

	private final byte[] bytes;

	private Body(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Creates a body from a copy of the bytes.
	 * @param bytes the bytes
	 * @return the body
	 */
	public static Body of(byte[] bytes) {
		return new Body(bytes.clone());
	}

	/**
	 * Return a copy of the bytes.
	 * @return the bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Return the number of bytes.
	 * @return the length in bytes
	 */
	public int length() {
		return this.bytes.length;
	}

	/**
	 * Return the body decoded as UTF-8; invalid bytes become replacement characters.
	 * @return the body as text
	 */
	public String text() {
		return new String(this.bytes, StandardCharsets.UTF_8);
	}

	/**
	 * Return whether the bytes are valid UTF-8, so that {@link #text()} loses nothing.
	 * @return {@code true} if they are valid
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
	 * Return the length only: a body may hold secrets, which must not reach a log.
	 */
	@Override
	public String toString() {
		return "Body[" + this.bytes.length + " bytes]";
	}

}

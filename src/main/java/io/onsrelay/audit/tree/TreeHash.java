package io.onsrelay.audit.tree;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * A SHA-256 digest: of a leaf, of a subtree, or of a whole tree.
 */
public final class TreeHash {

	/**
	 * How many bytes a digest has.
	 */
	public static final int LENGTH = 32;

	private final byte[] bytes;

	private TreeHash(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Return a digest.
	 * @param bytes 32 bytes
	 * @return the digest
	 * @throws IllegalArgumentException if there are more or fewer
	 */
	public static TreeHash of(byte[] bytes) {
		if (bytes.length != LENGTH) {
			throw new IllegalArgumentException("A SHA-256 digest has %d bytes, not %d".formatted(LENGTH, bytes.length));
		}
		return new TreeHash(bytes.clone());
	}

	/**
	 * Return a digest.
	 * @param base64 its 32 bytes in Base64, with padding
	 * @return the digest
	 * @throws IllegalArgumentException if it is something else
	 */
	public static TreeHash ofBase64(String base64) {
		return of(Base64.getDecoder().decode(base64));
	}

	/**
	 * Return a digest that nothing else refers to.
	 * @param bytes its 32 bytes
	 */
	static TreeHash own(byte[] bytes) {
		return new TreeHash(bytes);
	}

	/**
	 * Return the bytes.
	 * @return a copy of the 32 bytes
	 */
	public byte[] bytes() {
		return this.bytes.clone();
	}

	/**
	 * Return the bytes themselves.
	 */
	byte[] raw() {
		return this.bytes;
	}

	/**
	 * Return the digest in Base64, with padding.
	 * @return 44 characters
	 */
	public String base64() {
		return Base64.getEncoder().encodeToString(this.bytes);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TreeHash hash && Arrays.equals(this.bytes, hash.bytes);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(this.bytes);
	}

	@Override
	public String toString() {
		return HexFormat.of().formatHex(this.bytes);
	}

}

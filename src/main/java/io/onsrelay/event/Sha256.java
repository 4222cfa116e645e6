package io.onsrelay.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 digests, for keys of fixed length.
 */
public final class Sha256 {

	private Sha256() {
	}

	/**
	 * Digests bytes.
	 * @param bytes the bytes
	 * @return 64 lower-case hexadecimal digits
	 */
	public static String hex(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Digests text.
	 * @param text the text, encoded as UTF-8
	 * @return 64 lower-case hexadecimal digits
	 */
	public static String hex(String text) {
		return hex(text.getBytes(StandardCharsets.UTF_8));
	}

}

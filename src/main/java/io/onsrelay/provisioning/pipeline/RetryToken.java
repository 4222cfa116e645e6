package io.onsrelay.provisioning.pipeline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Values of the header {@code opc-retry-token}: for 24 hours, requests with the same one
 * create one resource.
 */
final class RetryToken {

	private RetryToken() {
	}

	/**
	 * Makes the token of a creation.
	 * @param content what is created; nothing of it can be found out from the token,
	 * which only Oracle gets
	 * @return 64 characters, the longest that OCI takes
	 */
	static String of(String... content) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256")
				.digest(String.join("\n", content).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	/**
	 * Makes a token that no request had.
	 * @return the token
	 */
	static String fresh() {
		return UUID.randomUUID().toString();
	}

}

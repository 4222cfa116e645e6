package io.onsrelay.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must not be seen: a password, a key, or a URL whose path is one. It prints
 * as asterisks wherever it ends up, in a log line, an exception, a failed constraint or a
 * debugger, and is revealed only where it is used.
 */
public final class Secret {

	private static final String MASK = "******";

	private final String value;

	private Secret(String value) {
		this.value = value;
	}

	/**
	 * Wraps a value. Configuration binds through this method.
	 * @param value the value to hide
	 * @return the hidden value
	 */
	public static Secret of(String value) {
		return new Secret(value);
	}

	/**
	 * Return the value itself. To be called at the point of use, its result never kept.
	 * @return the value in the clear
	 */
	public String reveal() {
		return this.value;
	}

	/**
	 * Compares with the same duration whatever the outcome.
	 */
	@Override
	public boolean equals(Object other) {
		return other instanceof Secret secret && MessageDigest.isEqual(this.value.getBytes(StandardCharsets.UTF_8),
				secret.value.getBytes(StandardCharsets.UTF_8));
	}

	@Override
	public int hashCode() {
		return Secret.class.hashCode();
	}

	@Override
	public String toString() {
		return MASK;
	}

}

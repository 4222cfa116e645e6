package io.onsrelay.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that must not be disclosed: a password, a key, or a URL with a key in its path.
 * It prints as asterisks in log lines, exceptions, failed constraints and debuggers, and
 * is revealed only where it is used.
 * <p>
 * Every secret of the configuration has this type: a failed constraint or conversion of a
 * plain {@code String} prints the value. Exceptions of HTTP clients quote the URL, so log
 * their class and not their message.
 */
public final class Secret {

	private static final String MASK = "******";

	private final String value;

	private Secret(String value) {
		this.value = value;
	}

	/**
	 * Wraps a value. The binding of configuration properties uses this method.
	 * @param value the value to hide
	 * @return the hidden value
	 */
	public static Secret of(String value) {
		return new Secret(value);
	}

	/**
	 * Return the value itself. Call this at the point of use, and don't keep the result.
	 * @return the value in the clear
	 */
	public String reveal() {
		return this.value;
	}

	/**
	 * Compares in constant time.
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

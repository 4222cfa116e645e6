package io.onsrelay.http;

import java.time.Duration;

/**
 * How a client calls.
 *
 * @param connectTimeout how long connecting to one address may take, and how long the
 * other side may be silent during the TLS handshake
 * @param responseTimeout how long the other side may be silent after that
 * @param deadline how long the exchange may take in all, from looking up the name to the
 * last byte that is kept
 * @param externalAddressesOnly whether addresses that are not on the public internet are
 * refused, because a stranger had a say in the address
 * @param keptBodyBytes how many bytes of an answer are read; the connection is closed
 * when there are more
 */
public record HttpSettings(Duration connectTimeout, Duration responseTimeout, Duration deadline,
		boolean externalAddressesOnly, int keptBodyBytes) {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final int KEPT_BODY_BYTES = 8 * 1024;

	/**
	 * Checks that every time-out is one.
	 * @throws IllegalArgumentException if a time-out is not at least a millisecond, or
	 * the number of bytes is negative
	 */
	public HttpSettings {
		requirePositive(connectTimeout, "connectTimeout");
		requirePositive(responseTimeout, "responseTimeout");
		requirePositive(deadline, "deadline");
		if (keptBodyBytes < 0) {
			throw new IllegalArgumentException("keptBodyBytes must not be negative");
		}
	}

	/**
	 * Return settings for an address that was configured by the operator: any address may
	 * be called, connecting takes at most 5 s, and 8 KB of an answer are kept.
	 * @param deadline how long the exchange may take in all
	 * @return the settings
	 */
	public static HttpSettings within(Duration deadline) {
		Duration connectTimeout = (deadline.compareTo(CONNECT_TIMEOUT) < 0) ? deadline : CONNECT_TIMEOUT;
		return new HttpSettings(connectTimeout, deadline, deadline, false, KEPT_BODY_BYTES);
	}

	/**
	 * Return the same settings for an address that a stranger may have written.
	 * @return settings of a client that calls public addresses only
	 */
	public HttpSettings externalAddresses() {
		return new HttpSettings(this.connectTimeout, this.responseTimeout, this.deadline, true, this.keptBodyBytes);
	}

	private static void requirePositive(Duration duration, String name) {
		if (duration.toMillis() < 1) {
			throw new IllegalArgumentException(name + " must be at least a millisecond");
		}
	}

}

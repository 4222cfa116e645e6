package io.onsrelay.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The settings of a client.
 *
 * @param connectTimeout how long connecting to one address may take, and how long the
 * server may be silent during the TLS handshake
 * @param responseTimeout how long the server may be silent after that
 * @param deadline how long the whole exchange may take, from resolving the name to the
 * last byte that is kept
 * @param externalAddressesOnly whether addresses that are not on the public internet are
 * forbidden, because the URL comes from an untrusted sender
 * @param keptBodyBytes how many bytes of a response's body are read; the connection is
 * closed if there are more
 * @param bodyCharset how the body is decoded
 */
public record HttpSettings(Duration connectTimeout, Duration responseTimeout, Duration deadline,
		boolean externalAddressesOnly, int keptBodyBytes, Charset bodyCharset) {

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final int KEPT_BODY_BYTES = 8 * 1024;

	/**
	 * Validates the settings.
	 * @throws IllegalArgumentException if a timeout is less than a millisecond, or the
	 * number of bytes is negative
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
	 * Creates settings for responses in UTF-8.
	 * @param connectTimeout as above
	 * @param responseTimeout as above
	 * @param deadline as above
	 * @param externalAddressesOnly as above
	 * @param keptBodyBytes as above
	 * @throws IllegalArgumentException as above
	 */
	public HttpSettings(Duration connectTimeout, Duration responseTimeout, Duration deadline,
			boolean externalAddressesOnly, int keptBodyBytes) {
		this(connectTimeout, responseTimeout, deadline, externalAddressesOnly, keptBodyBytes, StandardCharsets.UTF_8);
	}

	/**
	 * Return settings for a URL that the operator has configured: any address may be
	 * called, connecting takes at most 5 s, and 8 KB of a response are kept.
	 * @param deadline how long the whole exchange may take
	 * @return the settings
	 */
	public static HttpSettings within(Duration deadline) {
		Duration connectTimeout = (deadline.compareTo(CONNECT_TIMEOUT) < 0) ? deadline : CONNECT_TIMEOUT;
		return new HttpSettings(connectTimeout, deadline, deadline, false, KEPT_BODY_BYTES);
	}

	/**
	 * Return the same settings for a URL that an untrusted sender may have written.
	 * @return settings of a client that calls public addresses only
	 */
	public HttpSettings externalAddresses() {
		return new HttpSettings(this.connectTimeout, this.responseTimeout, this.deadline, true, this.keptBodyBytes,
				this.bodyCharset);
	}

	/**
	 * Return the same settings for responses that may be no text.
	 * @param bytes how many bytes of a response's body are read
	 * @return settings of a client whose bodies have one character for each byte, as in
	 * ISO 8859-1
	 */
	public HttpSettings binary(int bytes) {
		return new HttpSettings(this.connectTimeout, this.responseTimeout, this.deadline, this.externalAddressesOnly,
				bytes, StandardCharsets.ISO_8859_1);
	}

	private static void requirePositive(Duration duration, String name) {
		if (duration.toMillis() < 1) {
			throw new IllegalArgumentException(name + " must be at least a millisecond");
		}
	}

}

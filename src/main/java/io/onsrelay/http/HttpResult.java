package io.onsrelay.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of a call: a response, or none. It never holds the URL that was called.
 */
public sealed interface HttpResult {

	/**
	 * The server responded.
	 *
	 * @param status the status
	 * @param retryAfter how long to wait, from {@code Retry-After} in seconds or as a
	 * date; at most a day
	 * @param body the beginning of the body as text, at most
	 * {@link HttpSettings#keptBodyBytes()} bytes
	 */
	record Response(int status, Optional<Duration> retryAfter, String body) implements HttpResult {

		/**
		 * Return whether the status is 2xx.
		 * @return {@code true} if it is
		 */
		public boolean successful() {
			return this.status >= 200 && this.status < 300;
		}

		/**
		 * Omits the body: some responses repeat a secret, or grant one.
		 */
		@Override
		public String toString() {
			return "Response[status=" + this.status + ", retryAfter=" + this.retryAfter + "]";
		}

	}

	/**
	 * There was no response.
	 *
	 * @param cause why
	 * @param detail one line for users, at most 200 characters
	 */
	record NoResponse(Cause cause, String detail) implements HttpResult {
	}

	/**
	 * Why there was no response.
	 */
	enum Cause {

		/**
		 * A timeout passed, to connect or of the whole exchange.
		 */
		TIMEOUT,

		/**
		 * The connection could not be opened, or it failed.
		 */
		NETWORK,

		/**
		 * The host resolves to an address that this client must not call, or the URL is
		 * not valid; no connection was opened.
		 */
		FORBIDDEN_ADDRESS

	}

}

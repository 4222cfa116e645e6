package io.onsrelay.http;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a call: an answer, or none. Nothing in it holds the address that was
 * called.
 */
public sealed interface HttpResult {

	/**
	 * The other side answered.
	 *
	 * @param status the status
	 * @param retryAfter how long to wait, from {@code Retry-After} in seconds or as a
	 * date
	 * @param body the beginning of the body as text, at most as much as the client keeps
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
		 * Leaves the body out: some answers repeat a secret, or grant one.
		 */
		@Override
		public String toString() {
			return "Answer[status=" + this.status + ", retryAfter=" + this.retryAfter + "]";
		}

	}

	/**
	 * No answer came.
	 *
	 * @param cause why
	 * @param detail one line for people
	 */
	record NoResponse(Cause cause, String detail) implements HttpResult {
	}

	/**
	 * Why no answer came.
	 */
	enum Cause {

		/**
		 * Not within the time allowed, to connect or in all.
		 */
		TIMEOUT,

		/**
		 * No connection, or it broke.
		 */
		NETWORK,

		/**
		 * The name leads to an address that this client must not call, or the address is
		 * no address; no connection was opened.
		 */
		FORBIDDEN_ADDRESS

	}

}

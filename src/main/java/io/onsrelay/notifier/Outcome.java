package io.onsrelay.notifier;

import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.onsrelay.http.HttpResult;

/**
 * What came of one call to a destination. Details are for people: one short line, without
 * a secret in it.
 */
public sealed interface Outcome {

	/**
	 * The destination has the messages.
	 * @return the outcome
	 */
	static Outcome delivered() {
		return new Delivered();
	}

	/**
	 * It may work later.
	 * @param reason why not now
	 * @param detail what the destination said
	 * @return the outcome
	 */
	static Outcome retry(Reason reason, String detail) {
		return new Retry(reason, detail, null);
	}

	/**
	 * It will never work: the messages go to the dead letters.
	 * @param reason why not
	 * @param detail what the destination said
	 * @return the outcome
	 */
	static Outcome rejected(Reason reason, String detail) {
		return new Rejected(reason, detail);
	}

	/**
	 * Judges an HTTP status the way most services mean it: 2xx delivered; 408, 425, 429
	 * and 5xx again later; everything else, redirects among it, final. See
	 * https://www.rfc-editor.org/rfc/rfc9110#name-status-codes.
	 * @param status the status
	 * @param retryAfter what {@code Retry-After} said, where it was sent
	 * @param detail what the destination said
	 * @return the outcome
	 */
	static Outcome ofHttpStatus(int status, Optional<Duration> retryAfter, String detail) {
		if (status >= 200 && status < 300) {
			return delivered();
		}
		return switch (status) {
			case 408, 425 -> new Retry(Reason.TIMEOUT, detail, retryAfter.orElse(null));
			case 429 -> new Retry(Reason.RATE_LIMITED, detail, retryAfter.orElse(null));
			case 401, 403 -> rejected(Reason.AUTH, detail);
			default -> (status >= 500) ? new Retry(Reason.SERVER, detail, retryAfter.orElse(null))
					: rejected(Reason.CLIENT, detail);
		};
	}

	/**
	 * Judges a call that got no answer: it may work later, unless there is no calling
	 * that address.
	 * @param result why no answer came
	 * @return the outcome
	 */
	static Outcome ofNoResponse(HttpResult.NoResponse result) {
		return switch (result.cause()) {
			case TIMEOUT -> retry(Reason.TIMEOUT, result.detail());
			case NETWORK -> retry(Reason.NETWORK, result.detail());
			case FORBIDDEN_ADDRESS -> rejected(Reason.CLIENT, result.detail());
		};
	}

	/**
	 * Why a call did not deliver, as metrics and the outbox name it.
	 */
	enum Reason {

		/**
		 * The destination refuses the request as such.
		 */
		CLIENT,

		/**
		 * The destination refuses the credentials.
		 */
		AUTH,

		/**
		 * The destination wants fewer requests.
		 */
		RATE_LIMITED,

		/**
		 * The destination failed.
		 */
		SERVER,

		/**
		 * The destination did not answer in time.
		 */
		TIMEOUT,

		/**
		 * The destination was not reached, or the connection broke.
		 */
		NETWORK,

		/**
		 * The message could not be put into the destination's form.
		 */
		RENDERING,

		/**
		 * Something that nobody thought of.
		 */
		UNEXPECTED

	}

	/**
	 * The destination has the messages.
	 */
	record Delivered() implements Outcome {
	}

	/**
	 * Not now, perhaps later.
	 *
	 * @param reason why not now
	 * @param detail what the destination said
	 * @param retryAfter how long the destination wants to be left alone
	 */
	record Retry(Reason reason, String detail, @Nullable Duration retryAfter) implements Outcome {

		/**
		 * Return whether the destination speaks of itself and not of one message: whoever
		 * wants fewer calls, or none for a while, would refuse the next one as well.
		 * @return whether it is to be left alone altogether
		 */
		public boolean wholeDestination() {
			return this.retryAfter != null || this.reason == Reason.RATE_LIMITED;
		}

	}

	/**
	 * Not now and not later.
	 *
	 * @param reason why not
	 * @param detail what the destination said
	 */
	record Rejected(Reason reason, String detail) implements Outcome {
	}

}

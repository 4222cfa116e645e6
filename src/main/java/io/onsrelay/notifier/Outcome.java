package io.onsrelay.notifier;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

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

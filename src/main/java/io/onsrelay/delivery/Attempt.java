package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.policy.Disposition;
import io.onsrelay.notifier.Outcome;

/**
 * A call that was made for a claim, and what becomes of the delivery after it.
 *
 * @param claim what was claimed
 * @param startedAt when the call began
 * @param duration how long it took
 * @param disposition what becomes of the delivery
 */
record Attempt(Claim claim, Instant startedAt, Duration duration, Disposition disposition) {

	/**
	 * The longest detail that is kept, in characters.
	 */
	private static final int LONGEST_DETAIL = 500;

	/**
	 * Return what came of it, as the database and the meters write it.
	 * @return {@code delivered}, {@code retry} or {@code dead}
	 */
	String outcome() {
		return switch (this.disposition) {
			case Disposition.Delivered _ -> "delivered";
			case Disposition.Retry _ -> "retry";
			case Disposition.Dead _ -> "dead";
		};
	}

	/**
	 * Return why it did not work, as the database and the meters write it.
	 * @return the reason; none where it worked
	 */
	@Nullable String reason() {
		return switch (this.disposition) {
			case Disposition.Delivered _ -> null;
			case Disposition.Retry retry -> word(retry.reason());
			case Disposition.Dead dead -> word(dead.reason());
		};
	}

	/**
	 * Return what the destination said, as much of it as is kept.
	 * @return the text; none where it worked
	 */
	@Nullable String detail() {
		return switch (this.disposition) {
			case Disposition.Delivered _ -> null;
			case Disposition.Retry retry -> shorten(retry.detail());
			case Disposition.Dead dead -> shorten(dead.detail());
		};
	}

	/**
	 * Return a reason as the database, the meters and the API write it.
	 */
	static String word(Outcome.Reason reason) {
		return reason.name().toLowerCase(Locale.ROOT);
	}

	private static String shorten(String text) {
		return (text.length() <= LONGEST_DETAIL) ? text : text.substring(0, LONGEST_DETAIL);
	}

}

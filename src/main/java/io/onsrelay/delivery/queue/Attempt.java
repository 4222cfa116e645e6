package io.onsrelay.delivery.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.policy.Disposition;
import io.onsrelay.notifier.Outcome;

/**
 * A call that was made for a claim, and what follows.
 *
 * @param claim what was claimed
 * @param startedAt when the call began
 * @param duration how long it took
 * @param disposition what follows
 */
public record Attempt(Claim claim, Instant startedAt, Duration duration, Disposition disposition) {

	/**
	 * The longest detail that is kept, in characters.
	 */
	private static final int MAX_DETAIL_CHARS = 500;

	/**
	 * Return the outcome, as the database and the meters write it.
	 * @return {@code delivered}, {@code retry} or {@code dead}
	 */
	public String outcome() {
		return switch (this.disposition) {
			case Disposition.Delivered _, Disposition.Skipped _ -> "delivered";
			case Disposition.Retry _ -> "retry";
			case Disposition.Dead _ -> "dead";
		};
	}

	/**
	 * Return why the attempt failed or was not made, as the database and the meters write
	 * it.
	 * @return the reason; {@code null} if it delivered
	 */
	@Nullable public String reason() {
		return switch (this.disposition) {
			case Disposition.Delivered _ -> null;
			case Disposition.Skipped skipped -> word(skipped.reason());
			case Disposition.Retry retry -> word(retry.reason());
			case Disposition.Dead dead -> word(dead.reason());
		};
	}

	/**
	 * Return what the destination said, cut to what is kept.
	 * @return the text; {@code null} if it delivered
	 */
	@Nullable public String detail() {
		return switch (this.disposition) {
			case Disposition.Delivered _ -> null;
			case Disposition.Skipped skipped -> shorten(skipped.detail());
			case Disposition.Retry retry -> shorten(retry.detail());
			case Disposition.Dead dead -> shorten(dead.detail());
		};
	}

	/**
	 * Return whether the delivery is done.
	 * @return {@code true} if the message was delivered, or needs not be
	 */
	boolean done() {
		return outcome().equals("delivered");
	}

	/**
	 * Return a reason as the database, the meters and the API write it.
	 * @param reason the reason
	 * @return its name in lower case
	 */
	public static String word(Outcome.Reason reason) {
		return reason.name().toLowerCase(Locale.ROOT);
	}

	private static String shorten(String text) {
		return (text.length() <= MAX_DETAIL_CHARS) ? text : text.substring(0, MAX_DETAIL_CHARS);
	}

}

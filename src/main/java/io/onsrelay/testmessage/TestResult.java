package io.onsrelay.testmessage;

import java.time.Duration;
import java.util.Locale;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;

/**
 * What a destination answered to a test message.
 *
 * @param destination the destination
 * @param outcome the outcome of the call
 * @param duration how long the call took
 */
public record TestResult(Destination destination, Outcome.OfOne outcome, Duration duration) {

	/**
	 * Return whether the destination has the message.
	 * @return {@code true} if it has
	 */
	public boolean delivered() {
		return this.outcome instanceof Outcome.Delivered;
	}

	/**
	 * Return the result for a user.
	 * @return one line or more, without secrets
	 */
	public String inWords() {
		return switch (this.outcome) {
			case Outcome.Delivered() ->
				"%s took the message, within %d ms".formatted(this.destination, this.duration.toMillis());
			case Outcome.Skipped(Outcome.Reason reason, String detail) -> "%s was not called (%s): %s%s"
				.formatted(this.destination, word(reason), detail, (reason == Outcome.Reason.UNSUITABLE)
						? "%nA test of this destination is an alarm: firing, and then ok".formatted() : "");
			case Outcome.Retry(Outcome.Reason reason, String detail, Duration _) ->
				"%s did not take the message (%s): %s%nThe service tries a message again after such an answer"
					.formatted(this.destination, word(reason), detail);
			case Outcome.Rejected(Outcome.Reason reason, String detail) ->
				"%s did not take the message (%s): %s%nThe service keeps a message as a dead letter after such an answer"
					.formatted(this.destination, word(reason), detail);
		};
	}

	private static String word(Outcome.Reason reason) {
		return reason.name().toLowerCase(Locale.ROOT);
	}

}

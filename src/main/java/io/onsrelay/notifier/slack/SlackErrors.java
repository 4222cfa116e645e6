package io.onsrelay.notifier.slack;

import java.util.Optional;
import java.util.regex.Pattern;

import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.http.HttpOutcomes;

/**
 * Classifies Slack's error codes: which are retried, and which are final. See
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors and
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/#handling_errors.
 */
final class SlackErrors {

	private static final String VENDOR = "Slack";

	/**
	 * Any other text is not from Slack, and may repeat a secret.
	 */
	private static final Pattern CODE = Pattern.compile("[a-z_]{1,64}");

	/**
	 * As a webhook's whole response, a word alone may be from a proxy.
	 */
	private static final Pattern WEBHOOK_CODE = Pattern.compile("[a-z]+(?:_[a-z]+)+");

	private final Destination destination;

	/**
	 * Creates the classification.
	 * @param destination the destination, whose properties are named to operators
	 */
	SlackErrors(Destination destination) {
		this.destination = destination;
	}

	/**
	 * Reads an error code.
	 * @param text the text of a response
	 * @return the code; empty if the text is no code
	 */
	static Optional<String> code(String text) {
		return Optional.of(text.strip()).filter((code) -> CODE.matcher(code).matches());
	}

	/**
	 * Reads the error code of a webhook, which is the whole body of its response.
	 * @param body the body
	 * @return the code; empty if the body is not from Slack
	 */
	static Optional<String> webhookCode(String body) {
		return code(body).filter((code) -> WEBHOOK_CODE.matcher(code).matches());
	}

	/**
	 * Classifies a response whose status is no success.
	 * @param response the response
	 * @param code the error code in it
	 * @return the outcome
	 */
	Outcome ofStatus(Response response, Optional<String> code) {
		return code.map((text) -> ofStatus(response, text))
			.orElseGet(() -> HttpOutcomes.ofForeignStatus(response, VENDOR));
	}

	private Outcome ofStatus(Response response, String code) {
		Outcome outcome = HttpOutcomes.ofStatus(response.status(), response.retryAfter(), code);
		return (outcome instanceof Outcome.Rejected) ? SlackRejection.outcome(code, this.destination) : outcome;
	}

	/**
	 * Classifies a failure with a status of success, as the Web API reports it.
	 * @param response the response
	 * @param code the error code in it
	 * @return the outcome
	 */
	Outcome ofCode(Response response, String code) {
		return switch (code) {
			case "ratelimited", "rate_limited" ->
				new Outcome.Retry(Reason.RATE_LIMITED, code, response.retryAfter().orElse(null));
			case "request_timeout" -> Outcome.retry(Reason.TIMEOUT, code);
			case "service_unavailable", "internal_error", "fatal_error" -> Outcome.retry(Reason.SERVER, code);
			default -> SlackRejection.outcome(code, this.destination);
		};
	}

	/**
	 * Classifies a response with a status of success that is not from Slack, such as a
	 * proxy's login page, or what another chat answers that takes Slack's messages.
	 * @param response the response
	 * @return a retry
	 */
	static Outcome ofUnexpectedResponse(Response response) {
		return HttpOutcomes.ofForeignSuccess(response, VENDOR);
	}

}

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
	 * The whole body of a webhook's answer once it has the message.
	 */
	private static final String POSTED = "ok";

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
	 * Classifies the response of a webhook.
	 * @param response the response
	 * @return the outcome
	 */
	Outcome ofWebhook(Response response) {
		if (!response.successful()) {
			return ofStatus(response, webhookCode(response.body()));
		}
		return response.body().strip().equals(POSTED) ? Outcome.delivered() : withHint(ofUnexpectedResponse(response));
	}

	private Outcome withHint(Outcome outcome) {
		return (outcome instanceof Outcome.Retry retry && isUnrecognized(outcome)) ? Outcome.retry(Reason.UNRECOGNIZED,
				"%s; if it is Mattermost, Rocket.Chat or the like, set relay.notifier.%s.%s.compatible to true"
					.formatted(retry.detail(), this.destination.kind(), this.destination.name()))
				: outcome;
	}

	private static boolean isUnrecognized(Outcome outcome) {
		return outcome instanceof Outcome.Retry retry && retry.reason() == Reason.UNRECOGNIZED;
	}

	/**
	 * Classifies the response of another chat's webhook that takes Slack's messages. Any
	 * success counts, except that of a page: no such chat answers with one.
	 * @param response the response
	 * @return the outcome
	 */
	Outcome ofCompatibleWebhook(Response response) {
		if (response.successful()) {
			Outcome unexpected = ofUnexpectedResponse(response);
			return isUnrecognized(unexpected) ? Outcome.delivered() : unexpected;
		}
		Outcome outcome = HttpOutcomes.ofReceiver(response, "the chat");
		return (outcome instanceof Outcome.Rejected rejected) ? Outcome.rejected(rejected.reason(),
				"%s: the chat rejects the message, or the webhook was removed; check relay.notifier.%s.%s.webhook-url"
					.formatted(rejected.detail(), this.destination.kind(), this.destination.name()))
				: outcome;
	}

	/**
	 * Reads the error code of a webhook, which is the whole body of its response.
	 * @param body the body
	 * @return the code; empty if the body is not from Slack
	 */
	private static Optional<String> webhookCode(String body) {
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

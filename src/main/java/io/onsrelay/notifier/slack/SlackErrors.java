package io.onsrelay.notifier.slack;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.http.HttpOutcomes;

/**
 * What Slack's error codes ask for. See
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors and
 * https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks/#handling_errors.
 */
final class SlackErrors {

	/**
	 * Whatever has another form was not said by Slack, and may repeat a secret.
	 */
	private static final Pattern CODE = Pattern.compile("[a-z_]{1,64}");

	private static final Set<String> AUTH = Set.of("invalid_token", "action_prohibited", "invalid_auth",
			"token_revoked", "token_expired", "account_inactive", "not_authed", "missing_scope",
			"not_allowed_token_type");

	private SlackErrors() {
	}

	/**
	 * Reads a code.
	 * @param text what was said
	 * @return the code; empty if this is none
	 */
	static Optional<String> code(String text) {
		return Optional.of(text.strip()).filter((code) -> CODE.matcher(code).matches());
	}

	/**
	 * Judges an answer whose status is no success.
	 * @param response the response
	 * @param code the code in it
	 * @return whether to try again
	 */
	static Outcome ofStatus(Response response, Optional<String> code) {
		Outcome outcome = HttpOutcomes.ofStatus(response.status(), response.retryAfter(),
				code.orElseGet(() -> "HTTP " + response.status()));
		boolean named = code.isPresent() && outcome instanceof Outcome.Rejected;
		return named ? rejected(code.orElseThrow()) : outcome;
	}

	/**
	 * Judges a failure that came with a status of success, as those of the Web API do.
	 * @param response the response
	 * @param code the code in it
	 * @return whether to try again
	 */
	static Outcome ofCode(Response response, String code) {
		return switch (code) {
			case "ratelimited", "rate_limited" ->
				new Outcome.Retry(Reason.RATE_LIMITED, code, response.retryAfter().orElse(null));
			case "request_timeout" -> Outcome.retry(Reason.TIMEOUT, code);
			case "service_unavailable", "internal_error", "fatal_error" -> Outcome.retry(Reason.SERVER, code);
			default -> rejected(code);
		};
	}

	/**
	 * Judges an answer that Slack would not give: a proxy's page for a log-in comes with
	 * 200 too.
	 * @param response the response
	 * @return to try again
	 */
	static Outcome ofUnexpectedResponse(Response response) {
		return Outcome.retry(Reason.SERVER, "HTTP " + response.status() + ", but it was not Slack that answered");
	}

	private static Outcome rejected(String code) {
		return Outcome.rejected(AUTH.contains(code) ? Reason.AUTH : Reason.CLIENT, code);
	}

}

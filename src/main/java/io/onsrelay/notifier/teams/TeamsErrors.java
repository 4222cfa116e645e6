package io.onsrelay.notifier.teams;

import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.http.HttpOutcomes;

/**
 * Classifies responses whose status is no success, and says what an operator does about
 * them. Power Automate has a code and a sentence, which may repeat the URL: only the code
 * is shown. See https://learn.microsoft.com/en-us/rest/api/logic/ for the form.
 */
final class TeamsErrors {

	static final String VENDOR = "Power Automate";

	/**
	 * Any other text may repeat a secret.
	 */
	private static final Pattern CODE = Pattern.compile("[A-Za-z]{3,64}");

	private final String property;

	private final ObjectReader reader = new JsonMapper().reader();

	TeamsErrors(Destination destination) {
		this.property = "relay.notifier.%s.%s.webhook-url".formatted(destination.kind(), destination.name());
	}

	/**
	 * Classifies a response.
	 * @param response a response whose status is no success
	 * @return the outcome
	 */
	Outcome of(Response response) {
		return code(response.body()).map((code) -> of(response, code))
			.orElseGet(() -> HttpOutcomes.ofForeignStatus(response, VENDOR));
	}

	private Outcome of(Response response, String code) {
		String detail = "HTTP %d: %s".formatted(response.status(), code);
		Outcome outcome = HttpOutcomes.ofStatus(response.status(), response.retryAfter(), detail);
		return (outcome instanceof Outcome.Rejected rejected)
				? rejected(rejected.reason(), response.status(), code, detail) : outcome;
	}

	private Outcome rejected(Reason reason, int status, String code, String detail) {
		if (code.equals("WorkflowTriggerIsNotEnabled") || code.equals("WorkflowNotActive")) {
			return Outcome.rejected(Reason.GONE, detail + ": the workflow is switched off; switch it on and replay");
		}
		if (reason == Reason.GONE) {
			return Outcome.rejected(reason, "%s: the workflow is gone; make a new one and put its URL into %s"
				.formatted(detail, this.property));
		}
		if (reason == Reason.AUTH) {
			return Outcome.rejected(reason,
					("%s: the workflow does not accept the signature in the URL; copy the URL of its trigger, which "
							+ "every caller may start, into %s")
						.formatted(detail, this.property));
		}
		return Outcome.rejected(reason, (status == 413) ? detail + ": the card is too large" : detail);
	}

	/**
	 * Reads the code of an error.
	 * @param body the body of a response
	 * @return the code; empty if the body is not from Power Automate
	 */
	private Optional<String> code(String body) {
		try {
			return Optional.of(this.reader.readTree(body).path("error").path("code").asText())
				.filter((code) -> CODE.matcher(code).matches());
		}
		catch (JsonProcessingException ex) {
			return Optional.empty();
		}
	}

}

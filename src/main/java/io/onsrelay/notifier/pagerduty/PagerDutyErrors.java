package io.onsrelay.notifier.pagerduty;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.notifier.http.HttpOutcomes;
import io.onsrelay.secret.Secret;

/**
 * Classifies responses whose status is no success, and says what an operator does about
 * them. PagerDuty has no codes, only sentences. See
 * https://developer.pagerduty.com/docs/events-api-v2-overview#response-codes--retry-logic.
 */
final class PagerDutyErrors {

	static final String VENDOR = "PagerDuty";

	private static final int ERRORS_CHARS = 200;

	/**
	 * What PagerDuty calls the key in its sentences.
	 */
	private static final Pattern KEY = Pattern.compile("(?i)routing[ _]key");

	/**
	 * The whole body where PagerDuty does not answer in JSON.
	 */
	private static final String PLAIN = "Invalid routing key";

	private final Destination destination;

	private final Secret routingKey;

	private final ObjectReader reader = new JsonMapper().reader();

	PagerDutyErrors(Destination destination, Secret routingKey) {
		this.destination = destination;
		this.routingKey = routingKey;
	}

	/**
	 * Classifies a response.
	 * @param response a response whose status is no success
	 * @return the outcome
	 */
	Outcome of(Response response) {
		return errors(response.body()).map((text) -> of(response, text))
			.orElseGet(() -> HttpOutcomes.ofForeignStatus(response, VENDOR));
	}

	private Outcome of(Response response, String text) {
		String errors = line(text);
		String detail = "HTTP " + response.status() + (errors.isEmpty() ? "" : ": " + errors);
		Outcome outcome = HttpOutcomes.ofStatus(response.status(), response.retryAfter(), detail);
		if (outcome instanceof Outcome.Rejected rejected
				&& (rejected.reason() == Reason.AUTH || KEY.matcher(errors).find())) {
			return Outcome.rejected(Reason.AUTH,
					("%s: PagerDuty does not accept the routing key; copy the integration key of the service's Events "
							+ "API v2 integration into relay.notifier.%s.%s.routing-key")
						.formatted(detail, this.destination.kind(), this.destination.name()));
		}
		return outcome;
	}

	/**
	 * Reads PagerDuty's sentences.
	 * @param body the body of a response
	 * @return the sentences; empty if the body is not from PagerDuty
	 */
	private Optional<String> errors(String body) {
		if (body.strip().equalsIgnoreCase(PLAIN)) {
			return Optional.of(PLAIN);
		}
		JsonNode json;
		try {
			json = this.reader.readTree(body);
		}
		catch (JsonProcessingException ex) {
			return Optional.empty();
		}
		JsonNode errors = json.path("errors");
		if (errors.isArray()) {
			return Optional.of(errors.valueStream()
				.filter(JsonNode::isTextual)
				.map(JsonNode::textValue)
				.collect(Collectors.joining("; ")));
		}
		return Optional.of(json.path("message").asText()).filter((message) -> KEY.matcher(message).find());
	}

	private String line(String errors) {
		String line = errors.replace(this.routingKey.reveal(), this.routingKey.toString())
			.replaceAll("[\\s\\p{Cntrl}]+", " ")
			.strip();
		return (line.length() > ERRORS_CHARS) ? line.substring(0, ERRORS_CHARS) : line;
	}

}

package io.onsrelay.notifier.slack;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.http.HttpOutcomes;
import io.onsrelay.secret.Secret;

/**
 * Calls methods of the Web API with a bot's token. The API reports failures with status
 * 200. See https://docs.slack.dev/apis/web-api/#responses.
 */
final class SlackApi {

	/**
	 * A response repeats the posted message, with six characters for each one beyond
	 * ASCII. If it were cut, it could not be parsed, and the message would be posted
	 * again.
	 */
	private static final int KEPT_BODY_BYTES = 512 * 1024;

	private final SlackErrors errors;

	private final Secret token;

	private final String endpoint;

	private final OutboundHttp http;

	private final ObjectReader reader = new JsonMapper().reader();

	SlackApi(SlackErrors errors, Secret token, String endpoint, OutboundHttp http) {
		this.errors = errors;
		this.token = token;
		this.endpoint = endpoint.replaceAll("/+$", "");
		this.http = http;
	}

	/**
	 * Return the settings of the API's client.
	 * @param settings the settings of other clients
	 * @return the same, keeping the whole of a response
	 */
	static HttpSettings client(HttpSettings settings) {
		return new HttpSettings(settings.connectTimeout(), settings.responseTimeout(), settings.deadline(),
				settings.externalAddressesOnly(), KEPT_BODY_BYTES);
	}

	/**
	 * Calls a method, once.
	 * @param method its name, such as {@code chat.postMessage}
	 * @param arguments its arguments
	 * @return the reply
	 */
	Reply call(String method, ObjectNode arguments) {
		HttpCall call = new HttpCall(
				"POST", Secret.of(this.endpoint + "/" + method), Map.of("Content-Type",
						"application/json; charset=utf-8", "Authorization", "Bearer " + this.token.reveal()),
				arguments.toString());
		return switch (this.http.exchange(call)) {
			case Response response -> read(response);
			case NoResponse none -> new Reply("", "", HttpOutcomes.ofNoResponse(none));
		};
	}

	private Reply read(Response response) {
		JsonNode json = parse(response.body());
		// The API names both; a gateway on the way may answer with an error alone.
		Optional<String> code = json.path("ok").isBoolean() ? SlackErrors.code(json.path("error").asText())
				: Optional.empty();
		if (!response.successful()) {
			return new Reply("", code.orElse(""), this.errors.ofStatus(response, code));
		}
		if (json.path("ok").asBoolean()) {
			return new Reply(json.path("ts").asText(), "", Outcome.delivered());
		}
		return new Reply("", code.orElse(""), code.map((error) -> this.errors.ofCode(response, error))
			.orElseGet(() -> SlackErrors.ofUnexpectedResponse(response)));
	}

	private JsonNode parse(String body) {
		try {
			return this.reader.readTree(body);
		}
		catch (JsonProcessingException ex) {
			return MissingNode.getInstance();
		}
	}

	/**
	 * Slack's reply to a call.
	 *
	 * @param ts the timestamp that identifies the message in its channel; empty if there
	 * is none
	 * @param error the error code; empty if there is none
	 * @param outcome the outcome for the delivery
	 */
	record Reply(String ts, String error, Outcome outcome) {

		boolean delivered() {
			return this.outcome instanceof Outcome.Delivered;
		}

	}

}

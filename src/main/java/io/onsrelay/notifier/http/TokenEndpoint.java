package io.onsrelay.notifier.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.HttpSettings;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.secret.Secret;

/**
 * Asks an authorization server for access tokens. See
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.4 and, for errors,
 * https://www.rfc-editor.org/rfc/rfc6749#section-5.2.
 */
final class TokenEndpoint {

	private static final String SERVER = "the authorization server";

	/**
	 * A token that names groups and roles may have tens of kilobytes.
	 */
	private static final int KEPT_BODY_BYTES = 64 * 1024;

	/**
	 * How long a token is used whose server does not say how long it lives.
	 */
	private static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);

	private static final long MAX_LIFETIME_SECONDS = Duration.ofDays(1).toSeconds();

	private static final Pattern CODE = Pattern.compile("[a-z_]{1,64}");

	/**
	 * See https://www.rfc-editor.org/rfc/rfc6750#section-2.1.
	 */
	private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

	private final OutboundHttp http;

	private final OAuth2Settings settings;

	private final String property;

	private final ObjectReader reader = new JsonMapper().reader();

	TokenEndpoint(OutboundHttp http, OAuth2Settings settings, String property) {
		this.http = http;
		this.settings = settings;
		this.property = property;
	}

	static HttpSettings client(Duration timeout) {
		HttpSettings usual = HttpSettings.within(timeout);
		return new HttpSettings(usual.connectTimeout(), usual.responseTimeout(), usual.deadline(), false,
				KEPT_BODY_BYTES);
	}

	/**
	 * Asks for a token, once.
	 * @return the token, or the outcome of the call that needs it
	 */
	Answer request() {
		String scope = this.settings.scope();
		String form = "grant_type=client_credentials"
				+ ((scope != null && !scope.isBlank()) ? "&scope=" + encode(scope) : "");
		String basic = AuthorizedHttp.basic(encode(this.settings.clientId()),
				encode(this.settings.clientSecret().reveal()));
		HttpCall call = new HttpCall("POST", Secret.of(this.settings.tokenUrl()), Map.of("Content-Type",
				"application/x-www-form-urlencoded", "Accept", "application/json", "Authorization", basic), form);
		return switch (this.http.exchange(call)) {
			case Response response when response.successful() -> granted(response);
			case Response response -> new Answer.Failed(failed(response));
			case NoResponse none -> new Answer.Failed(prefixed(HttpOutcomes.ofNoResponse(none)));
		};
	}

	private Answer granted(Response response) {
		Outcome foreign = HttpOutcomes.ofForeignSuccess(response, SERVER);
		if (foreign instanceof Outcome.Retry page && page.reason() == Reason.PROXY) {
			return new Answer.Failed(prefixed(page));
		}
		JsonNode json = parse(response.body());
		String token = json.path("access_token").asText();
		String type = json.path("token_type").asText("bearer");
		if (!TOKEN.matcher(token).matches() || !type.equalsIgnoreCase("bearer")) {
			return new Answer.Failed(Outcome.rejected(Reason.AUTH,
					"the answer of %s has no bearer token; check %s.token-url".formatted(SERVER, this.property)));
		}
		long seconds = json.path("expires_in").asLong(DEFAULT_LIFETIME.toSeconds());
		return new Answer.Granted(Secret.of(token),
				Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_LIFETIME_SECONDS))));
	}

	private Outcome failed(Response response) {
		String code = parse(response.body()).path("error").asText();
		if (response.status() < 500 && response.status() != 429 && CODE.matcher(code).matches()) {
			return Outcome.rejected(Reason.AUTH,
					"%s answers %s; check %s.%s".formatted(SERVER, code, this.property, switch (code) {
						case "invalid_client", "unauthorized_client" -> "client-id and client-secret";
						case "invalid_scope" -> "scope";
						default -> "token-url, and what the server allows this client";
					}));
		}
		Outcome outcome = HttpOutcomes.ofReceiver(response, SERVER);
		return (outcome instanceof Outcome.Rejected rejected)
				? Outcome.rejected(Reason.AUTH,
						"%s answers %s; check %s.token-url".formatted(SERVER, rejected.detail(), this.property))
				: prefixed(outcome);
	}

	private static Outcome prefixed(Outcome outcome) {
		return switch (outcome) {
			case Outcome.Retry retry ->
				new Outcome.Retry(retry.reason(), "no access token: " + retry.detail(), retry.retryAfter());
			case Outcome.Rejected rejected ->
				Outcome.rejected(rejected.reason(), "no access token: " + rejected.detail());
			case Outcome.Delivered _, Outcome.Skipped _, Outcome.Each _ -> outcome;
		};
	}

	private JsonNode parse(String body) {
		try {
			return this.reader.readTree(body);
		}
		catch (JsonProcessingException ex) {
			return MissingNode.getInstance();
		}
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	/**
	 * The answer to a request.
	 */
	sealed interface Answer {

		/**
		 * A token was granted.
		 *
		 * @param token the token
		 * @param lifetime how long it is valid
		 */
		record Granted(Secret token, Duration lifetime) implements Answer {
		}

		/**
		 * There is no token.
		 *
		 * @param outcome the outcome of the call that needs it
		 */
		record Failed(Outcome outcome) implements Answer {
		}

	}

}

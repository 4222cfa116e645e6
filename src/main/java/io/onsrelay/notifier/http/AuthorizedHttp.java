package io.onsrelay.notifier.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult.NoResponse;
import io.onsrelay.http.HttpResult.Response;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.Outcome.Reason;
import io.onsrelay.secret.Secret;

/**
 * Makes calls with credentials: none, HTTP Basic, a bearer token, or the access token of
 * OAuth 2's client credentials.
 */
public final class AuthorizedHttp {

	private static final int UNAUTHORIZED = 401;

	private final OutboundHttp http;

	private final CallCredentials credentials;

	private AuthorizedHttp(OutboundHttp http, CallCredentials credentials) {
		this.http = http;
		this.credentials = credentials;
	}

	/**
	 * Return calls without credentials.
	 * @param http makes the calls
	 * @return the calls
	 */
	public static AuthorizedHttp plain(OutboundHttp http) {
		return new AuthorizedHttp(http, new CallCredentials.Fixed(Secret.of("")));
	}

	/**
	 * Return calls with HTTP Basic.
	 * @param http makes the calls
	 * @param username the user name, without a colon
	 * @param password the password
	 * @return the calls
	 */
	public static AuthorizedHttp basic(OutboundHttp http, String username, Secret password) {
		return new AuthorizedHttp(http, new CallCredentials.Fixed(Secret.of(basic(username, password.reveal()))));
	}

	static String basic(String username, String password) {
		return "Basic "
				+ Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return calls with a bearer token.
	 * @param http makes the calls
	 * @param token the token
	 * @return the calls
	 */
	public static AuthorizedHttp bearer(OutboundHttp http, Secret token) {
		return new AuthorizedHttp(http, new CallCredentials.Fixed(Secret.of("Bearer " + token.reveal())));
	}

	/**
	 * Return calls with an access token, which is asked for when it is needed and kept
	 * until shortly before its end.
	 * @param http makes the calls
	 * @param clients makes the client of the token endpoint
	 * @param settings the client credentials
	 * @param property the name of their property, for operators
	 * @param timeout how long asking for a token may take
	 * @param clock the clock that tells the end of a token
	 * @return the calls
	 */
	public static AuthorizedHttp oauth2(OutboundHttp http, OutboundHttpFactory clients, OAuth2Settings settings,
			String property, Duration timeout, Clock clock) {
		TokenEndpoint endpoint = new TokenEndpoint(clients.create(TokenEndpoint.client(timeout)), settings, property);
		return new AuthorizedHttp(http, new AccessTokens(endpoint, clock));
	}

	/**
	 * Makes a call. Where the service does not accept an access token that it accepted
	 * before, the outcome is a retry, which gets another token.
	 * @param call the call, without credentials
	 * @param judge classifies a response
	 * @return the outcome
	 */
	public Outcome exchange(HttpCall call, Function<Response, Outcome> judge) {
		return switch (this.credentials.get()) {
			case CallCredentials.Found found -> exchange(call, found, judge);
			case CallCredentials.Missing missing -> missing.outcome();
		};
	}

	private Outcome exchange(HttpCall call, CallCredentials.Found found, Function<Response, Outcome> judge) {
		return switch (this.http.exchange(with(call, found.header().reveal()))) {
			case Response response when response.status() == UNAUTHORIZED && this.credentials.isRenewed(found) ->
				Outcome.retry(Reason.AUTH,
						"HTTP 401: the access token is not accepted any more; the next attempt asks for another one");
			case Response response -> judge.apply(response);
			case NoResponse none -> HttpOutcomes.ofNoResponse(none);
		};
	}

	private static HttpCall with(HttpCall call, String header) {
		if (header.isEmpty()) {
			return call;
		}
		Map<String, String> headers = new HashMap<>(call.headers());
		headers.put("Authorization", header);
		return new HttpCall(call.method(), call.uri(), headers, call.body());
	}

	/**
	 * Shows nothing of the credentials.
	 */
	@Override
	public String toString() {
		return "AuthorizedHttp[" + this.credentials.getClass().getSimpleName() + "]";
	}

}

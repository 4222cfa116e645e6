package io.onsrelay.login.oidc;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;

import io.onsrelay.http.HttpCall;
import io.onsrelay.http.HttpResult;
import io.onsrelay.http.OutboundHttp;
import io.onsrelay.secret.Secret;

/**
 * The addresses of a provider, which it publishes itself: see
 * https://openid.net/specs/openid-connect-discovery-1_0.html. They are asked for at the
 * first login, and again until there is an answer.
 */
final class OidcProvider {

	private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<>\\\\]+");

	private final ObjectReader reader = new JsonMapper().readerFor(new TypeReference<Map<String, Object>>() {
	});

	private final String issuer;

	private final OutboundHttp http;

	private volatile @Nullable Addresses addresses;

	OidcProvider(String issuer, OutboundHttp http) {
		this.issuer = issuer;
		this.http = http;
	}

	/**
	 * Return the addresses.
	 * @return the addresses
	 * @throws AuthenticationServiceException if the provider does not name them
	 */
	Addresses addresses() {
		Addresses known = this.addresses;
		if (known == null) {
			known = discover();
			this.addresses = known;
		}
		return known;
	}

	/**
	 * Calls the provider.
	 * @param call the call
	 * @return the JSON object of its answer
	 * @throws AuthenticationServiceException if it does not answer with one
	 */
	Map<String, Object> call(HttpCall call) {
		return parse(text(call));
	}

	/**
	 * Calls the provider.
	 * @param call the call
	 * @return the body of its answer
	 * @throws AuthenticationServiceException if it does not answer with a success
	 */
	String text(HttpCall call) {
		return switch (this.http.exchange(call)) {
			case HttpResult.Response response when response.successful() -> response.body();
			case HttpResult.Response response ->
				throw new AuthenticationServiceException("the OpenID provider answers %d".formatted(response.status()));
			case HttpResult.NoResponse none ->
				throw new AuthenticationServiceException("the OpenID provider can't be reached: " + none.detail());
		};
	}

	private Addresses discover() {
		Map<String, Object> configuration = call(
				HttpCall.get(Secret.of(this.issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration"),
						"application/json"));
		if (!this.issuer.equals(configuration.get("issuer"))) {
			throw new AuthenticationServiceException(
					"the OpenID provider names another issuer than relay.admin.oidc.issuer; write it exactly as it does");
		}
		return new Addresses(address(configuration, "authorization_endpoint"), address(configuration, "token_endpoint"),
				address(configuration, "jwks_uri"),
				!(configuration.get("token_endpoint_auth_methods_supported") instanceof List<?> methods)
						|| methods.contains("client_secret_basic"));
	}

	private static String address(Map<String, Object> configuration, String name) {
		if (configuration.get(name) instanceof String address && ADDRESS.matcher(address).matches()) {
			return address;
		}
		throw new AuthenticationServiceException("the OpenID provider names no " + name);
	}

	private Map<String, Object> parse(String body) {
		try {
			return this.reader.readValue(body);
		}
		catch (JsonProcessingException ex) {
			// The cause may have the body, with tokens
			throw new AuthenticationServiceException("the answer of the OpenID provider is no JSON object");
		}
	}

	/**
	 * The addresses of a provider.
	 *
	 * @param authorization where users log in
	 * @param token where codes become tokens
	 * @param keys where the keys of its signatures are
	 * @param basic whether a client authenticates by HTTP Basic
	 */
	record Addresses(String authorization, String token, String keys, boolean basic) {

		URL keysUrl() {
			try {
				return URI.create(this.keys).toURL();
			}
			catch (MalformedURLException | IllegalArgumentException ex) {
				throw new AuthenticationServiceException("the OpenID provider's jwks_uri is no URL");
			}
		}

	}

}

package io.onsrelay.login.oidc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;

import io.onsrelay.http.HttpCall;
import io.onsrelay.login.oidc.OidcProvider.Addresses;
import io.onsrelay.secret.Secret;

/**
 * Exchanges the code of a login for tokens, with this service's own client for HTTP: see
 * https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3.
 */
final class CodeExchange implements OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {

	private static final String ID_TOKEN = "id_token";

	private final OidcProvider provider;

	CodeExchange(OidcProvider provider) {
		this.provider = provider;
	}

	@Override
	public OAuth2AccessTokenResponse getTokenResponse(OAuth2AuthorizationCodeGrantRequest grant) {
		ClientRegistration client = grant.getClientRegistration();
		OAuth2AuthorizationRequest login = grant.getAuthorizationExchange().getAuthorizationRequest();
		Addresses addresses = this.provider.addresses();
		Map<String, String> form = new LinkedHashMap<>();
		form.put(OAuth2ParameterNames.GRANT_TYPE, client.getAuthorizationGrantType().getValue());
		form.put(OAuth2ParameterNames.CODE,
				Objects.requireNonNull(grant.getAuthorizationExchange().getAuthorizationResponse().getCode()));
		form.put(OAuth2ParameterNames.REDIRECT_URI, Objects.requireNonNull(login.getRedirectUri()));
		form.put(PkceParameterNames.CODE_VERIFIER, login.getAttribute(PkceParameterNames.CODE_VERIFIER));
		Map<String, String> headers = new LinkedHashMap<>(
				Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"));
		boolean secret = !client.getClientSecret().isEmpty();
		if (secret && addresses.basic()) {
			headers.put("Authorization",
					"Basic " + Base64.getEncoder()
						.encodeToString((encode(client.getClientId()) + ":" + encode(client.getClientSecret()))
							.getBytes(StandardCharsets.UTF_8)));
		}
		else {
			form.put(OAuth2ParameterNames.CLIENT_ID, client.getClientId());
			if (secret) {
				form.put(OAuth2ParameterNames.CLIENT_SECRET, client.getClientSecret());
			}
		}
		String body = form.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + encode(entry.getValue()))
			.collect(Collectors.joining("&"));
		Map<String, Object> answer = this.provider
			.call(new HttpCall("POST", Secret.of(addresses.token()), headers, body));
		if (!(answer.get(OAuth2ParameterNames.ACCESS_TOKEN) instanceof String token)
				|| !(answer.get(ID_TOKEN) instanceof String idToken)) {
			throw new AuthenticationServiceException(
					"the OpenID provider gives no id_token: relay.admin.oidc.scopes must have openid");
		}
		return OAuth2AccessTokenResponse.withToken(token)
			.tokenType(TokenType.BEARER)
			.additionalParameters(Map.of(ID_TOKEN, idToken))
			.build();
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

}

package io.onsrelay.login.oidc;

import java.io.IOException;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

import io.onsrelay.http.HttpCall;
import io.onsrelay.secret.Secret;

/**
 * Checks tokens: their signature by a key of the provider, issuer, audience and time.
 * Tokens with an unknown key make it look for new keys, at most once in half a minute.
 */
final class OidcTokens {

	/** None that is symmetric, and not {@code none}. */
	private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384,
			JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512, JWSAlgorithm.ES256,
			JWSAlgorithm.ES384, JWSAlgorithm.ES512);

	/** See https://www.rfc-editor.org/rfc/rfc9068#section-2.1. */
	private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

	private static final long KEYS_LIVE_MILLIS = Duration.ofMinutes(10).toMillis();

	private static final long FETCH_MILLIS = Duration.ofSeconds(15).toMillis();

	private static final long BETWEEN_FETCHES_MILLIS = Duration.ofSeconds(30).toMillis();

	private final OidcProvider provider;

	private final Clock clock;

	private @Nullable JWKSource<SecurityContext> keys;

	OidcTokens(OidcProvider provider, Clock clock) {
		this.provider = provider;
		this.clock = clock;
	}

	/**
	 * Return what checks access tokens of the API.
	 * @param issuer the issuer
	 * @param audience for whom they are issued
	 * @return the decoder
	 */
	JwtDecoder ofApi(String issuer, String audience) {
		return decoder(new DelegatingOAuth2TokenValidator<>(timestamps(), new JwtIssuerValidator(issuer),
				new JwtAudienceValidator(audience)), JOSEObjectType.JWT, ACCESS_TOKEN, null);
	}

	/**
	 * Return what checks ID tokens of logins.
	 * @param client the client that they are issued for
	 * @return the decoder
	 */
	JwtDecoder ofLogin(ClientRegistration client) {
		OidcIdTokenValidator validator = new OidcIdTokenValidator(client);
		validator.setClock(this.clock);
		return decoder(new DelegatingOAuth2TokenValidator<>(List.of(timestamps(), validator)), JOSEObjectType.JWT,
				null);
	}

	private JwtTimestampValidator timestamps() {
		JwtTimestampValidator validator = new JwtTimestampValidator();
		validator.setAllowEmptyExpiryClaim(false);
		validator.setClock(this.clock);
		return validator;
	}

	private NimbusJwtDecoder decoder(OAuth2TokenValidator<Jwt> validator, @Nullable JOSEObjectType... types) {
		DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
		processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(types));
		processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys()));
		// Spring's validators check the claims
		processor.setJWTClaimsSetVerifier((_, _) -> {
		});
		NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
		decoder.setJwtValidator(validator);
		return decoder;
	}

	private synchronized JWKSource<SecurityContext> keys() {
		JWKSource<SecurityContext> source = this.keys;
		if (source == null) {
			source = JWKSourceBuilder.create(this.provider.addresses().keysUrl(), this::fetch)
				.cache(KEYS_LIVE_MILLIS, FETCH_MILLIS)
				.refreshAheadCache(false)
				.rateLimited(BETWEEN_FETCHES_MILLIS)
				.retrying(false)
				.build();
			this.keys = source;
		}
		return source;
	}

	private Resource fetch(URL url) throws IOException {
		try {
			return new Resource(this.provider.text(HttpCall.get(Secret.of(url.toString()), "application/json")),
					"application/json");
		}
		catch (AuthenticationServiceException ex) {
			// What the library takes for a failure of the provider, and not of the token
			throw new IOException(ex.getMessage());
		}
	}

}

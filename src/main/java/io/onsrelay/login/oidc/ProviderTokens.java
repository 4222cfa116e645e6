package io.onsrelay.login.oidc;

import java.io.IOException;

import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;

import io.onsrelay.access.ProblemResponse;
import io.onsrelay.login.oidc.OidcUsers.User;

/**
 * Accepts bearer tokens of the provider: see https://www.rfc-editor.org/rfc/rfc6750.
 */
final class ProviderTokens {

	private final Logger logger = LoggerFactory.getLogger(ProviderTokens.class);

	private final BearerTokenAuthenticationEntryPoint challenge = new BearerTokenAuthenticationEntryPoint();

	private final String issuer;

	private final String audience;

	private final OidcTokens tokens;

	private final OidcUsers users;

	ProviderTokens(String issuer, String audience, OidcTokens tokens, OidcUsers users) {
		this.issuer = issuer;
		this.audience = audience;
		this.tokens = tokens;
		this.users = users;
	}

	BearerTokenAuthenticationFilter filter() {
		BearerTokenAuthenticationFilter filter = new BearerTokenAuthenticationFilter(this::authenticate);
		filter.setAuthenticationFailureHandler(this::failed);
		return filter;
	}

	private Authentication authenticate(Authentication login) {
		Jwt token;
		try {
			token = this.tokens.ofApi(this.issuer, this.audience)
				.decode(((BearerTokenAuthenticationToken) login).getToken());
		}
		catch (BadJwtException ex) {
			// Its message may have a part of the token
			throw new InvalidBearerTokenException("The token is not valid");
		}
		catch (JwtException ex) {
			// Of keys that are unknown, the first one makes it look for new ones
			if (NestedExceptionUtils.getRootCause(ex) instanceof RateLimitReachedException) {
				throw new InvalidBearerTokenException("The token's key is unknown");
			}
			throw new AuthenticationServiceException("the keys of the OpenID provider can't be fetched", ex);
		}
		User user = this.users.of(token.getClaims());
		return new JwtAuthenticationToken(token, user.authorities(), user.name());
	}

	private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
			throws IOException {
		switch (reason) {
			case DisabledException _ -> ProblemResponse.explain(response, HttpStatus.FORBIDDEN,
					"The user of the token has no role here. The log of the service says why.");
			case AuthenticationServiceException _ -> {
				this.logger.warn("A token can't be checked: {}", inWords(reason));
				ProblemResponse.explain(response, HttpStatus.SERVICE_UNAVAILABLE,
						"The OpenID provider can't be asked now.");
			}
			default -> this.challenge.commence(request, response, reason);
		}
	}

	private static String inWords(AuthenticationException reason) {
		return (NestedExceptionUtils.getRootCause(reason) instanceof IOException cause)
				? String.valueOf(cause.getMessage()) : String.valueOf(reason.getMessage());
	}

}

package io.onsrelay.login.oidc;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

import io.onsrelay.login.oidc.OidcProvider.Addresses;
import io.onsrelay.secret.Secret;

/**
 * Logs browsers in by the authorization code flow of OpenID Connect, with PKCE, state and
 * nonce: see https://openid.net/specs/openid-connect-core-1_0.html. Of the tokens, only
 * the claims of the user are kept.
 */
final class ProviderPages {

	private static final String ID = "oidc";

	private static final String BEGIN = "/login/with";

	private static final String END = "/login/callback";

	private static final String CONTINUE = ProviderPages.class.getName() + ".continue";

	/** See https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1. */
	private static final Pattern CODE = Pattern.compile("[a-z_]{1,64}");

	private final Logger logger = LoggerFactory.getLogger(ProviderPages.class);

	private final OidcSettings settings;

	private final String publicUrl;

	private final OidcProvider provider;

	private final OidcTokens tokens;

	private final OidcUsers users;

	private final PendingLogins pending;

	ProviderPages(OidcSettings settings, String publicUrl, OidcProvider provider, OidcTokens tokens, OidcUsers users,
			PendingLogins pending) {
		this.settings = settings;
		this.publicUrl = publicUrl;
		this.provider = provider;
		this.tokens = tokens;
		this.users = users;
		this.pending = pending;
	}

	/**
	 * Return what sends browsers to the provider.
	 * @param continuation reads where a login is to continue
	 * @param failed answers if they can't be sent there
	 * @return the filter
	 */
	OAuth2AuthorizationRequestRedirectFilter beginning(Function<HttpServletRequest, String> continuation,
			AuthenticationFailureHandler failed) {
		DefaultOAuth2AuthorizationRequestResolver requests = new DefaultOAuth2AuthorizationRequestResolver(this::client,
				BEGIN);
		requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
		OAuth2AuthorizationRequestRedirectFilter filter = new OAuth2AuthorizationRequestRedirectFilter(
				new OAuth2AuthorizationRequestResolver() {

					@Override
					public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
						return withContinuation(requests.resolve(request), request);
					}

					@Override
					public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
						return withContinuation(requests.resolve(request, id), request);
					}

					private @Nullable OAuth2AuthorizationRequest withContinuation(
							@Nullable OAuth2AuthorizationRequest login, HttpServletRequest request) {
						return (login != null) ? OAuth2AuthorizationRequest.from(login)
							.attributes((attributes) -> attributes.put(CONTINUE, continuation.apply(request)))
							.build() : null;
					}

				});
		filter.setAuthorizationRequestRepository(this.pending);
		filter.setAuthenticationFailureHandler((request, response, ex) -> failed(request, response, ex, failed));
		return filter;
	}

	/**
	 * Return what takes the answer of the provider.
	 * @param failed answers if it is none, or not good enough
	 * @return the filter
	 */
	OAuth2LoginAuthenticationFilter end(AuthenticationFailureHandler failed) {
		OidcAuthorizationCodeAuthenticationProvider login = new OidcAuthorizationCodeAuthenticationProvider(
				new CodeExchange(this.provider), this::user);
		login.setJwtDecoderFactory(this.tokens::ofLogin);
		OAuth2LoginAuthenticationFilter filter = new OAuth2LoginAuthenticationFilter(this::client, new NothingKept(),
				END);
		filter.setAuthorizationRequestRepository(this.pending);
		filter.setAuthenticationManager((user) -> Objects.requireNonNull(login.authenticate(user)));
		filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
		filter.setSessionAuthenticationStrategy(new ChangeSessionIdAuthenticationStrategy());
		filter.setAuthenticationSuccessHandler((request, response, _) -> response.sendRedirect(
				request.getContextPath() + Objects.requireNonNullElse((String) request.getAttribute(CONTINUE), "/")));
		filter.setAuthenticationFailureHandler((request, response, ex) -> failed(request, response, ex, failed));
		return filter;
	}

	private @Nullable ClientRegistration client(String id) {
		if (!id.equals(ID)) {
			return null;
		}
		Addresses addresses = this.provider.addresses();
		Secret secret = this.settings.clientSecret();
		return ClientRegistration.withRegistrationId(ID)
			.clientId(Objects.requireNonNull(this.settings.clientId()))
			.clientSecret((secret != null) ? secret.reveal() : "")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri(this.publicUrl + END)
			.scope(this.settings.scopes().split(" +"))
			.authorizationUri(addresses.authorization())
			.tokenUri(addresses.token())
			.jwkSetUri(addresses.keys())
			.issuerUri(this.settings.issuer())
			.userNameAttributeName(this.settings.usernameClaim())
			.build();
	}

	private OidcUser user(OidcUserRequest request) {
		return new DefaultOidcUser(this.users.of(request.getIdToken().getClaims()).authorities(), request.getIdToken(),
				this.settings.usernameClaim());
	}

	private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason,
			AuthenticationFailureHandler failed) throws IOException, ServletException {
		AuthenticationException cause = (reason.getCause() instanceof AuthenticationException inner) ? inner : reason;
		if (!(cause instanceof DisabledException)) {
			this.logger.warn("A login by the OpenID provider failed: {}", inWords(cause));
			cause = new AuthenticationServiceException("The login failed");
		}
		failed.onAuthenticationFailure(request, response, cause);
	}

	// A browser may bring any error
	private static String inWords(AuthenticationException reason) {
		if (reason instanceof OAuth2AuthenticationException error) {
			String code = error.getError().getErrorCode();
			return CODE.matcher(code).matches() ? code : "an error of another form";
		}
		return String.valueOf(reason.getMessage());
	}

	/**
	 * This service calls nothing with the user's tokens.
	 */
	private static final class NothingKept implements OAuth2AuthorizedClientRepository {

		@Override
		@SuppressWarnings("TypeParameterUnusedInFormals")
		public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(String id, Authentication user,
				HttpServletRequest request) {
			return null;
		}

		@Override
		public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication user, HttpServletRequest request,
				HttpServletResponse response) {
			// Nothing is kept
		}

		@Override
		public void removeAuthorizedClient(String id, Authentication user, HttpServletRequest request,
				HttpServletResponse response) {
			// There is nothing
		}

	}

}

package io.onsrelay.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.util.UriUtils;

import io.onsrelay.access.AllowedNetworks;
import io.onsrelay.access.AllowedNetworksFilter;
import io.onsrelay.access.ProblemResponse;
import io.onsrelay.access.PublicUrl;
import io.onsrelay.access.SameOriginFilter;
import io.onsrelay.credential.BasicAuthSecurity;
import io.onsrelay.credential.Role;
import io.onsrelay.credential.UserAccount;
import io.onsrelay.login.oidc.OidcLogin;

/**
 * The two filter chains of operators: that of the API, which keeps no session, and that
 * of the pages. In both, who reads has to be a reader, and who does anything else an
 * operator; both reject what a page of another site asks for.
 */
final class OperatorSecurity {

	private static final String[] API = { "/api/**", "/v3/api-docs" };

	static final String LOGIN = "/login";

	/**
	 * The attribute of requests that holds where a login by the provider begins, below
	 * the context path. The page at {@link #LOGIN} shows it. It is called with
	 * {@code error} after a login that failed: {@code failed}, {@code busy} where too
	 * many others wait, {@code denied} for a user of the provider without a role, or
	 * {@code provider} where the provider can't be asked; and with {@code logout}.
	 */
	private static final String PROVIDER = "oidc";

	private static final String FIRST_PAGE = "/";

	private static final String[] PAGES = { "/messages/**", "/dead-letters/**", "/destinations/**", "/silences/**",
			"/topics/**", "/routes/**", "/audit/**", "/login/**", "/logout", "/console/**" };

	private static final Set<String> READING = Set.of("GET", "HEAD");

	private static final RequestMatcher PAGES_MATCHER = BasicAuthSecurity.onMainServer(PAGES);

	private static final RequestMatcher FIRST_MATCHER = BasicAuthSecurity.onMainServer(FIRST_PAGE);

	/**
	 * Nothing but what this service serves, and nothing inline. See
	 * https://www.w3.org/TR/CSP3/.
	 */
	private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
			+ "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

	private final UserAccount account;

	private final AllowedNetworks networks;

	private final PublicUrl publicUrl;

	private final @Nullable OidcLogin oidc;

	/**
	 * Creates the chains.
	 * @param account the users
	 * @param networks the networks that are admitted
	 * @param publicUrl the URL under which browsers reach this service
	 * @param oidc the logins by a provider; {@code null} if there is none
	 */
	OperatorSecurity(UserAccount account, AllowedNetworks networks, PublicUrl publicUrl, @Nullable OidcLogin oidc) {
		this.account = account;
		this.networks = networks;
		this.publicUrl = publicUrl;
		this.oidc = oidc;
	}

	SecurityFilterChain api(HttpSecurity http) {
		BasicAuthSecurity.of(http, this.account, API).addFilterBefore(new AllowedNetworksFilter(this.networks, () -> {
		}), BasicAuthenticationFilter.class)
			.addFilterBefore(new SameOriginFilter(this.publicUrl), BasicAuthenticationFilter.class)
			.exceptionHandling((handling) -> handling.authenticationEntryPoint((_, response, ex) -> ask(response, ex))
				.accessDeniedHandler((_, response, _) -> ProblemResponse.explain(response, HttpStatus.FORBIDDEN,
						"This takes an operator: the user may only read.")));
		if (this.oidc != null) {
			this.oidc.addTokens(http);
		}
		return byRole(http).build();
	}

	SecurityFilterChain pages(HttpSecurity http) {
		LoginEntryPoint entryPoint = new LoginEntryPoint();
		http.securityMatcher(OperatorSecurity::isOfPages)
			.authenticationManager(this.account::authenticate)
			.addFilterBefore(new AllowedNetworksFilter(this.networks, () -> {
			}), CsrfFilter.class)
			.addFilterBefore(new SameOriginFilter(this.publicUrl), CsrfFilter.class)
			.csrf((csrf) -> csrf.csrfTokenRepository(new SessionCsrfTokens())
				.requireCsrfProtectionMatcher(OperatorSecurity::isOfSession))
			.requestCache(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.httpBasic((basic) -> basic
				.authenticationEntryPoint((request, response, ex) -> BasicAuthSecurity.reject(response, ex)))
			.formLogin((form) -> form.loginPage(LOGIN)
				.successHandler((request, response, _) -> response
					.sendRedirect(request.getContextPath() + Continuation.of(request)))
				.failureHandler(OperatorSecurity::failed))
			.logout((logout) -> logout.logoutSuccessHandler(
					(request, response, _) -> response.sendRedirect(request.getContextPath() + LOGIN + "?logout")))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(entryPoint))
			.headers(OperatorSecurity::write)
			.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET, LOGIN, "/console/**")
				.permitAll()
				.requestMatchers("/logout")
				.authenticated());
		if (this.oidc != null && this.oidc.logsBrowsersIn()) {
			this.oidc.addPages(http, Continuation::of, OperatorSecurity::failed);
			http.addFilterBefore(OperatorSecurity::offerProvider, UsernamePasswordAuthenticationFilter.class);
		}
		return byRole(http).build();
	}

	private void ask(HttpServletResponse response, AuthenticationException reason) {
		BasicAuthSecurity.reject(response, reason);
		if (this.oidc != null) {
			response.addHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		}
	}

	// A subscription without a path posts to the first page: that is no login of
	// operators
	private static boolean isOfPages(HttpServletRequest request) {
		return PAGES_MATCHER.matches(request)
				|| (READING.contains(request.getMethod()) && FIRST_MATCHER.matches(request));
	}

	private static HttpSecurity byRole(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.requestMatchers(HttpMethod.GET)
			.hasRole(Role.READER.name())
			.requestMatchers(HttpMethod.HEAD)
			.hasRole(Role.READER.name())
			.anyRequest()
			.hasRole(Role.OPERATOR.name()));
	}

	// A browser sends the cookie of the session by itself. What comes without one is
	// checked by the page's origin
	private static boolean isOfSession(HttpServletRequest request) {
		return CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request) && request.getSession(false) != null
				&& !request.getServletPath().equals(LOGIN);
	}

	private static void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
			throws IOException {
		String login = Continuation.loginOf(request, Continuation.of(request));
		response.sendRedirect(login + (login.contains("?") ? "&" : "?") + "error=" + error(reason));
	}

	// The page with the form shows the link, where there is a provider
	private static void offerProvider(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		request.setAttribute(PROVIDER, OidcLogin.PATH + "?" + Continuation.PARAMETER + "=" + UriUtils
			.encode(Continuation.of(request.getParameter(Continuation.PARAMETER)), StandardCharsets.UTF_8));
		chain.doFilter(request, response);
	}

	private static String error(AuthenticationException reason) {
		if (BasicAuthSecurity.isOfTooMany(reason)) {
			return "busy";
		}
		return switch (reason) {
			case DisabledException _ -> "denied";
			case AuthenticationServiceException _ -> "provider";
			default -> "failed";
		};
	}

	private static void write(HeadersConfigurer<HttpSecurity> headers) {
		headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT))
			.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
			.crossOriginOpenerPolicy((opener) -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
			.crossOriginResourcePolicy((resource) -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
	}

}

package io.onsrelay.credential;

import java.util.Arrays;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * The common part of the security filter chains that authenticate by HTTP Basic. Each
 * chain has a user of its own, and none keeps a session.
 */
public final class BasicAuthSecurity {

	private static final String CHALLENGE = "Basic realm=\"ons-relay\"";

	private BasicAuthSecurity() {
	}

	/**
	 * Starts a chain.
	 * @param http the builder of the chain
	 * @param account the user to authenticate
	 * @param paths the paths on the main port, as patterns of Spring
	 * @return the builder, to which the caller adds the authorization rules
	 */
	public static HttpSecurity of(HttpSecurity http, UserAccount account, String... paths) {
		List<RequestMatcher> matchers = Arrays.stream(paths)
			.<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
			.toList();
		return stateless(http)
			.securityMatcher(new AndRequestMatcher(new OrRequestMatcher(matchers), BasicAuthSecurity::onMainServer))
			.authenticationManager(account::authenticate)
			.httpBasic((basic) -> basic.authenticationEntryPoint((request, response, ex) -> reject(response, ex)));
	}

	/**
	 * Makes a chain stateless.
	 * @param http the builder of the chain
	 * @return the builder
	 */
	public static HttpSecurity stateless(HttpSecurity http) {
		return http.csrf(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.requestCache(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
	}

	// Chains apply to the management server too, which has a context of its own
	private static boolean onMainServer(HttpServletRequest request) {
		return !WebServerApplicationContext.hasServerNamespace(
				WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext()),
				WebServerNamespace.MANAGEMENT.getValue());
	}

	private static void reject(HttpServletResponse response, AuthenticationException reason) {
		if (reason instanceof TooManyLoginsException) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(LoginThrottle.MAX_DELAY.toSeconds()));
			response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
		}
		else {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
			response.setStatus(HttpStatus.UNAUTHORIZED.value());
		}
	}

}

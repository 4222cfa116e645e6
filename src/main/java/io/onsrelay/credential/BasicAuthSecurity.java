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
		return stateless(http).securityMatcher(onMainServer(paths))
			.authenticationManager(account::authenticate)
			.httpBasic((basic) -> basic.authenticationEntryPoint((request, response, ex) -> reject(response, ex)));
	}

	/**
	 * Return what matches requests to the main port. A chain applies to the management
	 * port too, which has a context of its own.
	 * @param paths the paths, as patterns of Spring
	 * @return the matcher
	 */
	public static RequestMatcher onMainServer(String... paths) {
		List<RequestMatcher> matchers = Arrays.stream(paths)
			.<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
			.toList();
		return new AndRequestMatcher(new OrRequestMatcher(matchers), BasicAuthSecurity::isOnMainServer);
	}

	/**
	 * Answers a request without valid credentials.
	 * @param response the response
	 * @param reason why they are not valid
	 */
	public static void reject(HttpServletResponse response, AuthenticationException reason) {
		if (isOfTooMany(reason)) {
			response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(LoginThrottle.MAX_DELAY.toSeconds()));
			response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
		}
		else {
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
			response.setStatus(HttpStatus.UNAUTHORIZED.value());
		}
	}

	/**
	 * Return whether a login was rejected unchecked, since too many others wait.
	 * @param reason why it was rejected
	 * @return {@code true} if the same login may be right a moment later
	 */
	public static boolean isOfTooMany(AuthenticationException reason) {
		return reason instanceof TooManyLoginsException;
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

	private static boolean isOnMainServer(HttpServletRequest request) {
		return !WebServerApplicationContext.hasServerNamespace(
				WebApplicationContextUtils.getRequiredWebApplicationContext(request.getServletContext()),
				WebServerNamespace.MANAGEMENT.getValue());
	}

}

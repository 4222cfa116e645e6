package io.onsrelay.credential;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;

/**
 * What the chains of Spring Security have in common that let somebody in by a password.
 * Each chain has a user of its own, and none keeps a session.
 */
public final class BasicAuthSecurity {

	private static final String CHALLENGE = "Basic realm=\"ons-relay\"";

	private BasicAuthSecurity() {
	}

	/**
	 * Begins a chain.
	 * @param http what to begin it with
	 * @param path the path, a pattern of Spring's, on the main port
	 * @param account who is let in
	 * @return the chain, to which is to be added what needs a login
	 */
	public static HttpSecurity of(HttpSecurity http, String path, UserAccount account) {
		return stateless(http)
			.securityMatcher(new AndRequestMatcher(PathPatternRequestMatcher.withDefaults().matcher(path),
					BasicAuthSecurity::onMainServer))
			.authenticationManager(account::authenticate)
			.httpBasic((basic) -> basic.authenticationEntryPoint((request, response, ex) -> challenge(response)));
	}

	/**
	 * Makes a chain keep nothing about anybody.
	 * @param http the chain
	 * @return the chain
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

	private static void challenge(HttpServletResponse response) {
		response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
		response.setStatus(HttpStatus.UNAUTHORIZED.value());
	}

}

package io.onsrelay.ingest;

import java.io.IOException;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

import io.onsrelay.access.AllowedNetworks;
import io.onsrelay.access.AllowedNetworksFilter;
import io.onsrelay.access.ProblemResponse;
import io.onsrelay.credential.BasicAuthSecurity;
import io.onsrelay.credential.UserAccount;
import io.onsrelay.ingest.IngestResult.IngestOutcome;
import io.onsrelay.ingest.IngestResult.RequestKind;

/**
 * Access to both ports: the endpoint needs its credentials, probes and metrics are open,
 * and every other path is not found. A module that opens another path adds a chain of its
 * own, ordered before the last one.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	// ONS sends its credentials only after a 401, so half of all responses are 401 and
	// not logged
	@Bean
	@Order(10)
	SecurityFilterChain ingestSecurity(HttpSecurity http, IngestProperties properties, UserAccount ingestAccount,
			AllowedNetworks ingestNetworks, IngestMetrics metrics) {
		BasicAuthSecurity.of(http, ingestAccount, properties.paths())
			.addFilterBefore(
					new AllowedNetworksFilter(ingestNetworks,
							() -> metrics.count(RequestKind.UNREAD, IngestOutcome.FORBIDDEN)),
					BasicAuthenticationFilter.class)
			.authorizeHttpRequests(
					(requests) -> requests.requestMatchers(HttpMethod.POST).authenticated().anyRequest().permitAll())
			// No handler asks for its user, and each filter costs every message
			.anonymous(AbstractHttpConfigurer::disable)
			.servletApi(AbstractHttpConfigurer::disable)
			.securityContext(
					(context) -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
			.sessionManagement(AbstractHttpConfigurer::disable);
		return http.build();
	}

	@Bean
	@Order(20)
	SecurityFilterChain probesAndMetricsSecurity(HttpSecurity http) {
		BasicAuthSecurity.stateless(http)
			.securityMatcher(new OrRequestMatcher(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks(),
					EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, "health")))
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll());
		return http.build();
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	SecurityFilterChain nothingElseSecurity(HttpSecurity http) {
		BasicAuthSecurity.stateless(http)
			.exceptionHandling(
					(handling) -> handling.authenticationEntryPoint((request, response, ex) -> notFound(response))
						.accessDeniedHandler((request, response, ex) -> notFound(response)))
			.authorizeHttpRequests((requests) -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
				.permitAll()
				.anyRequest()
				.denyAll());
		return http.build();
	}

	// The default rejects values with the bytes 0x80 to 0x9f, which HTTP permits and
	// proxies send: with it, a region's name in a header would stop every message. Values
	// with control characters stay rejected
	@Bean
	StrictHttpFirewall httpFirewall() {
		StrictHttpFirewall firewall = new StrictHttpFirewall();
		// Every header is checked each time that it is read: loops, since the regular
		// expression of the default and a stream take a part of each request's time
		firewall.setAllowedHeaderValues(SecurityConfiguration::isAllowedValue);
		firewall.setAllowedHeaderNames(SecurityConfiguration::isAllowedName);
		return firewall;
	}

	private static boolean isAllowedValue(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			if ((c < ' ' && c != '\t') || c == 0x7f) {
				return false;
			}
		}
		return true;
	}

	/**
	 * As the default of {@link StrictHttpFirewall}: characters that Unicode assigns, and
	 * no control characters.
	 */
	static boolean isAllowedName(String name) {
		for (int i = 0; i < name.length();) {
			int c = name.codePointAt(i);
			if (!Character.isDefined(c) || Character.getType(c) == Character.CONTROL) {
				return false;
			}
			i += Character.charCount(c);
		}
		return true;
	}

	// Each chain has its own users. Without this bean, Spring Boot would create a user
	// and log its password
	@Bean
	AuthenticationManager rejectingAuthenticationManager() {
		return (authentication) -> {
			throw new AuthenticationServiceException("No user can log in here");
		};
	}

	// The usual 401 would be an error in Spring Security's own meters
	@Bean
	SecurityObservationSettings securityObservations() {
		return SecurityObservationSettings.noObservations();
	}

	private static void notFound(HttpServletResponse response) throws IOException {
		ProblemResponse.write(response, HttpStatus.NOT_FOUND);
	}

}

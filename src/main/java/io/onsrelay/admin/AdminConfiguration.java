package io.onsrelay.admin;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

import io.onsrelay.credential.BasicAuthSecurity;
import io.onsrelay.credential.Credentials;
import io.onsrelay.credential.UserAccount;
import io.onsrelay.delivery.DeadLetters;
import io.onsrelay.journal.Journal;
import io.onsrelay.secret.Secret;

/**
 * Wires the module, and opens {@code /api} to its user.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminProperties.class)
class AdminConfiguration {

	@Bean
	DeadLetterEndpoint deadLetterEndpoint(DeadLetters letters, Journal journal) {
		return new DeadLetterEndpoint(letters, journal);
	}

	@Bean
	UserAccount adminAccount(AdminProperties properties, Credentials credentials) {
		return new UserAccount(properties.username(),
				credentials.hashOf("admin", properties.password(), (password) -> announcement(properties, password)));
	}

	@Bean
	@Order(15)
	SecurityFilterChain adminSecurity(HttpSecurity http, UserAccount adminAccount) {
		return BasicAuthSecurity.of(http, "/api/**", adminAccount)
			.addFilterBefore(sameSiteFilter(), BasicAuthenticationFilter.class)
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.build();
	}

	/**
	 * Rejects requests of other sites, except GET. A browser that knows the password
	 * sends it along with the requests that another site makes, but marks them. See
	 * https://developer.mozilla.org/en-US/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site.
	 */
	private static Filter sameSiteFilter() {
		return (request, response, chain) -> {
			HttpServletRequest http = (HttpServletRequest) request;
			String site = http.getHeader("Sec-Fetch-Site");
			boolean foreign = site != null && !site.equals("same-origin") && !site.equals("none");
			if (foreign && !HttpMethod.GET.matches(http.getMethod())) {
				((HttpServletResponse) response).setStatus(HttpStatus.FORBIDDEN.value());
			}
			else {
				chain.doFilter(request, response);
			}
		};
	}

	private static String announcement(AdminProperties properties, Secret password) {
		return """

				A password was generated for operators. It is shown only now, and stored as a hash.

				    curl -u %s:%s http://<this host>:8080/api/dead-letters

				To choose a password, set relay.admin.password.
				""".formatted(properties.username(), password.reveal());
	}

}

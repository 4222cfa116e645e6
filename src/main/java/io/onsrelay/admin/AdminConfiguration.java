package io.onsrelay.admin;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import io.onsrelay.access.AllowedNetworks;
import io.onsrelay.access.AllowedNetworksFilter;
import io.onsrelay.access.PublicUrl;
import io.onsrelay.access.SameOriginFilter;
import io.onsrelay.credential.BasicAuthSecurity;
import io.onsrelay.credential.UserAccount;
import io.onsrelay.credential.UserAccounts;
import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.delivery.operator.RemovedDestinations;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.NotifierRegistry;
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
	DestinationEndpoint destinationEndpoint(RemovedDestinations removed, NotifierRegistry notifiers) {
		return new DestinationEndpoint(removed, notifiers);
	}

	@Bean
	WebMvcConfigurer parameterCheck() {
		return new WebMvcConfigurer() {

			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new ParameterCheck()).addPathPatterns("/api/**");
			}

		};
	}

	@Bean
	UserAccount adminAccount(AdminProperties properties, UserAccounts accounts) {
		return accounts.account("admin", properties.username(), properties.password(),
				(password) -> announcement(properties, password));
	}

	@Bean
	AllowedNetworks adminNetworks(AdminProperties properties) {
		return new AllowedNetworks("relay.admin.allowed-cidrs", properties.allowedCidrs());
	}

	@Bean
	@Order(15)
	SecurityFilterChain adminSecurity(HttpSecurity http, UserAccount adminAccount, AllowedNetworks adminNetworks,
			PublicUrl publicUrl) {
		return BasicAuthSecurity.of(http, adminAccount, "/api/**")
			.addFilterBefore(new AllowedNetworksFilter(adminNetworks, () -> {
			}), BasicAuthenticationFilter.class)
			.addFilterBefore(new SameOriginFilter(publicUrl), BasicAuthenticationFilter.class)
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.build();
	}

	private static String announcement(AdminProperties properties, Secret password) {
		return """

				A password was generated for operators. It is shown only now, and stored as a hash.

				    curl -u %s:%s http://<this host>:8080/api/dead-letters

				To choose a password, set relay.admin.password.
				""".formatted(properties.username(), password.reveal());
	}

}

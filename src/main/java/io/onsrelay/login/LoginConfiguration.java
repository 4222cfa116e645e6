package io.onsrelay.login;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

import io.onsrelay.access.AllowedNetworks;
import io.onsrelay.access.PublicUrl;
import io.onsrelay.credential.AccountUser;
import io.onsrelay.credential.Role;
import io.onsrelay.credential.UserAccount;
import io.onsrelay.credential.UserAccounts;
import io.onsrelay.http.OutboundHttpFactory;
import io.onsrelay.login.oidc.OidcLogin;
import io.onsrelay.login.oidc.OidcSettings;
import io.onsrelay.secret.Secret;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AdminProperties.class)
class LoginConfiguration {

	private static final String SESSION_COOKIE = "ons-relay-session";

	@Bean
	UserAccount adminAccount(AdminProperties properties, UserAccounts accounts, PublicUrl publicUrl) {
		List<AccountUser> users = new ArrayList<>();
		users.add(new AccountUser("admin", properties.username(), properties.password(), Role.OPERATOR,
				(password) -> announcement(properties, password, publicUrl)));
		if (properties.reader().exists()) {
			users.add(new AccountUser("reader", properties.reader().username(), properties.reader().password(),
					Role.READER, (_) -> ""));
		}
		return accounts.account("admin", users);
	}

	@Bean
	SmartInitializingSingleton adminCheck(AdminProperties properties) {
		return properties::requireConsistent;
	}

	@Bean
	AllowedNetworks adminNetworks(AdminProperties properties) {
		return new AllowedNetworks("relay.admin.allowed-cidrs", properties.allowedCidrs());
	}

	@Bean
	OperatorSecurity operatorSecurity(AdminProperties properties, UserAccount adminAccount,
			AllowedNetworks adminNetworks, PublicUrl publicUrl, OutboundHttpFactory http, Clock clock,
			RandomGenerator random) {
		OidcSettings oidc = properties.oidc();
		return new OperatorSecurity(adminAccount, adminNetworks, publicUrl, (oidc != null)
				? new OidcLogin(oidc, http, publicUrl.url(), clock, random, properties::isNameOfUser) : null);
	}

	@Bean
	@Order(15)
	SecurityFilterChain apiSecurity(HttpSecurity http, OperatorSecurity security) {
		return security.api(http);
	}

	@Bean
	@Order(16)
	SecurityFilterChain pagesSecurity(HttpSecurity http, OperatorSecurity security) {
		return security.pages(http);
	}

	@Bean
	ServletListenerRegistrationBean<BoundedSessions> boundedSessions(AdminProperties properties) {
		return new ServletListenerRegistrationBean<>(
				new BoundedSessions(properties.session().maximum(), properties.session().idleTimeout()));
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> sessionCookies() {
		return (factory) -> factory.addContextCustomizers((context) -> {
			context.setSessionCookieName(SESSION_COOKIE);
			context.setCookieProcessor(new SessionCookies());
		});
	}

	private static String announcement(AdminProperties properties, Secret password, PublicUrl publicUrl) {
		String url = (publicUrl.url() != null) ? publicUrl.url() : "http://<this host>:8080";
		return """

				A password was generated for operators. It is shown only now, and stored as a hash.
				The console, for a browser, and the API:

				    %1$s/    user %2$s, password %3$s
				    curl -u %2$s:%3$s %1$s/api/dead-letters

				To choose a password, set relay.admin.password.
				""".formatted(url, properties.username(), password.reveal());
	}

}

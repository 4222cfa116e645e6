package io.onsrelay.ingest;

import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

import io.onsrelay.access.ClientAddressFilter;

/**
 * The transport between client and endpoint: TLS of this service, or proxies that
 * terminate it. The management port would inherit {@code server.ssl}, so application.yaml
 * sets {@code management.server.ssl.enabled} to {@code false}.
 */
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {

	// Before all filters that ask for the client's address
	@Bean
	FilterRegistrationBean<ClientAddressFilter> clientAddressFilter(IngestProperties properties) {
		FilterRegistrationBean<ClientAddressFilter> registration = new FilterRegistrationBean<>(
				new ClientAddressFilter(properties.trustedProxies()));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	// Without TLS, HTTP/2 begins with an upgrade of HTTP/1.1. Some proxies pass it on
	// unchecked, and then let through paths that they should block
	@Bean
	WebServerFactoryCustomizer<ConfigurableWebServerFactory> http2OverTlsOnly(ServerProperties server,
			Environment environment) {
		Http2 http2 = new Http2();
		http2.setEnabled(
				Ssl.isEnabled(server.getSsl()) && environment.getProperty("server.http2.enabled", Boolean.class, true));
		return (factory) -> factory.setHttp2(http2);
	}

}

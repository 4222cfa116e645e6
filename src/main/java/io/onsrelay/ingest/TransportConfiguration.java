package io.onsrelay.ingest;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

import io.onsrelay.access.ClientAddressFilter;
import io.onsrelay.ingest.access.MisdirectedPostFilter;
import io.onsrelay.ingest.connection.BoundedHttp11Protocol;
import io.onsrelay.ingest.connection.BoundedHttp2Protocol;
import io.onsrelay.ingest.connection.ConnectionLimit;

/**
 * The transport between client and endpoint: TLS of this service, or proxies that
 * terminate it. The management port would inherit {@code server.ssl}, so application.yaml
 * sets {@code management.server.ssl.enabled} to {@code false}.
 */
@Configuration(proxyBeanMethods = false)
class TransportConfiguration {

	/**
	 * Half of Tomcat's default: messages are small, and each connection has two.
	 */
	private static final String SOCKET_BUFFER_BYTES = "4096";

	// Before all filters that ask for the client's address
	@Bean
	FilterRegistrationBean<ClientAddressFilter> clientAddressFilter(IngestProperties properties) {
		FilterRegistrationBean<ClientAddressFilter> registration = new FilterRegistrationBean<>(
				new ClientAddressFilter(properties.trustedProxies()));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
		return registration;
	}

	@Bean
	FilterRegistrationBean<MisdirectedPostFilter> misdirectedPostFilter(IngestProperties properties) {
		FilterRegistrationBean<MisdirectedPostFilter> registration = new FilterRegistrationBean<>(
				new MisdirectedPostFilter(properties.path()));
		registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
		return registration;
	}

	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundedConnections(ServerProperties server,
			Environment environment, IngestMetrics metrics) {
		boolean tls = Ssl.isEnabled(server.getSsl());
		// Without TLS, HTTP/2 begins with an upgrade of HTTP/1.1. Some proxies pass it on
		// unchecked, and then let through paths that they should block
		boolean http2 = tls && environment.getProperty("server.http2.enabled", Boolean.class, true);
		boolean derived = !Binder.get(environment).bind("server.tomcat.max-connections", Integer.class).isBound();
		return (factory) -> {
			factory.setProtocol(BoundedHttp11Protocol.class.getName());
			factory.setHttp2(null);
			factory.addConnectorCustomizers((connector) -> {
				connector.setProperty("socket.appReadBufSize", SOCKET_BUFFER_BYTES);
				connector.setProperty("socket.appWriteBufSize", SOCKET_BUFFER_BYTES);
				BoundedHttp11Protocol protocol = (BoundedHttp11Protocol) connector.getProtocolHandler();
				protocol.setCloseListener(metrics::countClosed);
				if (derived) {
					protocol.setMaxConnections(ConnectionLimit.ofProcess(tls));
				}
				if (http2) {
					connector.addUpgradeProtocol(new BoundedHttp2Protocol());
				}
			});
		};
	}

}

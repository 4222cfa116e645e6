package io.onsrelay.http;

import java.net.ProxySelector;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;

/**
 * Real clients for tests, with a fixed clock.
 */
public final class HttpClients {

	/**
	 * The time of the clients' clock.
	 */
	public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private HttpClients() {
	}

	/**
	 * Return a factory of clients, which the test closes.
	 * @return the factory
	 */
	public static OutboundHttpFactory factory() {
		return factory(ProxySelector.of(null));
	}

	static OutboundHttpFactory factory(DnsResolver resolver) {
		return new OutboundHttpFactory(Clock.fixed(NOW, ZoneOffset.UTC), "1.2.3", ProxySelector.of(null), null,
				resolver);
	}

	static OutboundHttpFactory factory(ProxySelector proxies) {
		return factory(proxies, null);
	}

	static OutboundHttpFactory factory(ProxySelector proxies, @Nullable SslBundle sslBundle) {
		return new OutboundHttpFactory(Clock.fixed(NOW, ZoneOffset.UTC), "1.2.3", proxies, sslBundle);
	}

}

package io.onsrelay.http;

import java.net.ProxySelector;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Clients for tests: real ones, with a clock that stands still.
 */
public final class HttpClients {

	/**
	 * What the clock of the clients shows.
	 */
	public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private HttpClients() {
	}

	/**
	 * Return a factory of clients, to be closed.
	 * @return the factory
	 */
	public static OutboundHttpFactory factory() {
		return factory(ProxySelector.of(null));
	}

	static OutboundHttpFactory factory(ProxySelector proxies) {
		return new OutboundHttpFactory(Clock.fixed(NOW, ZoneOffset.UTC), "1.2.3", proxies);
	}

}

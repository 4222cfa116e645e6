package io.onsrelay.http;

import java.net.ProxySelector;
import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpComponentsHttpClientBuilder;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.ssl.SslBundle;

import io.onsrelay.http.apache.DeferredTargetRequestExecutor;
import io.onsrelay.http.apache.InterruptibleDnsResolver;
import io.onsrelay.http.apache.NonLoggingConnection;
import io.onsrelay.http.apache.ProxyResolvingRoutePlanner;

/**
 * Creates clients, each with a connection pool of its own so that a slow destination
 * takes no connection from another, and closes them with the application.
 */
public final class OutboundHttpFactory implements AutoCloseable {

	private static final int MAX_CONNECTIONS_PER_ROUTE = 20;

	private static final int MAX_CONNECTIONS = 40;

	/**
	 * A pooled connection that was idle for longer is checked before it is used. If the
	 * server closes it sooner, the call fails and the caller retries.
	 */
	private static final TimeValue VALIDATE_AFTER = TimeValue.ofSeconds(1);

	private static final Timeout IDLE_TIMEOUT = Timeout.ofSeconds(30);

	private final Clock clock;

	private final String userAgent;

	private final ProxySelector proxies;

	private final @Nullable SslBundle sslBundle;

	private final Queue<CloseableHttpClient> clients = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("outbound-http-", 0).factory());

	private final DnsResolver resolver;

	private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1,
			Thread.ofPlatform().daemon().name("outbound-deadlines").factory());

	/**
	 * Creates the factory.
	 * @param clock the clock
	 * @param version the version of this service, for {@code User-Agent}
	 * @param proxies the proxies
	 * @param sslBundle the certificates that are trusted; {@code null} for those of the
	 * JVM
	 */
	OutboundHttpFactory(Clock clock, String version, ProxySelector proxies, @Nullable SslBundle sslBundle) {
		this(clock, version, proxies, sslBundle, SystemDefaultDnsResolver.INSTANCE);
	}

	/**
	 * Creates the factory.
	 * @param resolver resolves the names of hosts
	 */
	OutboundHttpFactory(Clock clock, String version, ProxySelector proxies, @Nullable SslBundle sslBundle,
			DnsResolver resolver) {
		this.clock = clock;
		this.userAgent = "ons-relay/" + version;
		this.proxies = proxies;
		this.sslBundle = sslBundle;
		this.resolver = new InterruptibleDnsResolver(resolver, this.threads);
		// Calls that are over leave no request in memory.
		this.deadlines.setRemoveOnCancelPolicy(true);
	}

	/**
	 * Creates a client. It lives as long as the application.
	 * @param settings the settings
	 * @return the client, which is thread-safe
	 */
	public OutboundHttp create(HttpSettings settings) {
		CloseableHttpClient client = new HttpComponentsHttpClientBuilder()
			.withCustomizer((builder) -> customize(builder, settings))
			.withConnectionManagerCustomizer(this::customize)
			.withConnectionConfigCustomizer(this::customize)
			.withDnsResolver(this.resolver)
			.withDefaultRequestConfigCustomizer((builder) -> customize(builder, settings))
			.build(clientSettings(settings));
		this.clients.add(client);
		return new PooledOutboundHttp(client, settings, this.threads, this.deadlines, this.clock);
	}

	private HttpClientSettings clientSettings(HttpSettings settings) {
		HttpClientSettings client = HttpClientSettings.defaults()
			.withRedirects(HttpRedirects.DONT_FOLLOW)
			.withCookieHandling(HttpCookieHandling.DISABLE)
			.withTimeouts(settings.connectTimeout(), settings.responseTimeout())
			.withSslBundle(this.sslBundle);
		return settings.externalAddressesOnly() ? client.withInetAddressFilter(InetAddressFilter.externalAddresses())
				: client;
	}

	private void customize(HttpClientBuilder builder, HttpSettings settings) {
		builder.setUserAgent(this.userAgent)
			.disableAutomaticRetries()
			.disableContentCompression()
			.disableAuthCaching()
			.disableCookieManagement()
			.setRequestExecutor(new DeferredTargetRequestExecutor())
			.setRoutePlanner(
					settings.externalAddressesOnly() ? new ProxyResolvingRoutePlanner(this.proxies, this.resolver)
							: new SystemDefaultRoutePlanner(this.proxies));
		if (this.proxies instanceof ConfiguredProxy proxy) {
			proxy.credentials().ifPresent(builder::setDefaultCredentialsProvider);
		}
	}

	private void customize(PoolingHttpClientConnectionManagerBuilder builder) {
		builder.setMaxConnPerRoute(MAX_CONNECTIONS_PER_ROUTE)
			.setMaxConnTotal(MAX_CONNECTIONS)
			.setConnectionFactory((socket) -> new NonLoggingConnection());
	}

	private void customize(ConnectionConfig.Builder builder) {
		builder.setValidateAfterInactivity(VALIDATE_AFTER).setIdleTimeout(IDLE_TIMEOUT);
	}

	private void customize(RequestConfig.Builder builder, HttpSettings settings) {
		builder.setConnectionRequestTimeout(Timeout.of(settings.deadline()))
			.setResponseTimeout(silence(settings))
			.setProtocolUpgradeEnabled(false);
	}

	/**
	 * Return how long a server may be silent. Where that is as long as the whole call,
	 * the deadline ends the call: reading without a limit needs no timer of its own.
	 */
	private static Timeout silence(HttpSettings settings) {
		boolean limited = settings.responseTimeout().compareTo(settings.deadline()) < 0;
		return limited ? Timeout.of(settings.responseTimeout()) : Timeout.DISABLED;
	}

	/**
	 * Closes every client and cancels the calls in flight.
	 */
	@Override
	public void close() {
		for (CloseableHttpClient client : this.clients) {
			client.close(CloseMode.IMMEDIATE);
		}
		this.threads.shutdownNow();
		this.deadlines.shutdownNow();
	}

}

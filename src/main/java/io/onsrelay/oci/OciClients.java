package io.onsrelay.oci;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.Region;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.RegionProvider;
import com.oracle.bmc.common.ClientBuilderBase;
import com.oracle.bmc.common.RegionalClientBuilder;
import com.oracle.bmc.http.client.HttpClientBuilder;
import com.oracle.bmc.http.client.jersey3.ApacheClientProperties;
import com.oracle.bmc.retrier.RetryConfiguration;
import com.oracle.bmc.util.CircuitBreakerUtils;
import org.apache.http.client.config.RequestConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens clients of data planes for callers that decide themselves when a call is made
 * again: such a client makes one request for each call. It has no circuit breaker, and
 * follows no redirect.
 */
public final class OciClients implements OciSdk.Opened {

	/**
	 * How long a connection may take to be established.
	 */
	public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	/** The index of the region in {@code ocid1.<type>.<realm>.<region>.<unique>}. */
	private static final int REGION_PART = 3;

	/**
	 * Without {@code Expect: 100-continue}, which some services answer after three
	 * seconds only, see https://github.com/oracle/oci-java-sdk/issues/320.
	 */
	private static final RequestConfig REQUESTS = RequestConfig.custom()
		.setExpectContinueEnabled(false)
		.setRedirectsEnabled(false)
		.setConnectionRequestTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
		.build();

	private final Logger logger = LoggerFactory.getLogger(OciClients.class);

	private final BasicAuthenticationDetailsProvider credentials;

	private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

	private OciClients(BasicAuthenticationDetailsProvider credentials) {
		this.credentials = credentials;
	}

	/**
	 * Return what opens clients. The first call reads the credentials, and after a
	 * failure the next call reads them again.
	 * @param sdk the SDK
	 * @return the clients, which share the credentials
	 * @throws OciCredentialsException if the SDK finds no credentials
	 */
	public static OciClients of(OciSdk sdk) {
		return (OciClients) sdk.open(OciClients::read);
	}

	private static OciClients read(OciProperties properties) {
		try {
			return new OciClients(OciCredentials.find(properties));
		}
		// The SDK throws any of these for a missing file, profile, key or principal
		catch (IOException | RuntimeException ex) {
			throw new OciCredentialsException(properties, ex);
		}
	}

	/**
	 * Opens a client of a service that each region has. It stays open until all are
	 * closed.
	 * @param builder builds the client
	 * @param endpoint the URL to call; {@code null} for that of the region
	 * @param ocid the OCID of what is called, which names a region
	 * @param readTimeout how long the service may be silent
	 * @param <B> the type of the builder
	 * @param <C> the type of the client
	 * @return the client
	 * @throws IllegalArgumentException if there is neither an endpoint nor a region, or
	 * the SDK does not know the region
	 */
	public <B extends RegionalClientBuilder<B, C>, C extends AutoCloseable> C open(B builder, @Nullable String endpoint,
			String ocid, Duration readTimeout) {
		C client = build(at(builder, endpoint, ocid), readTimeout);
		this.opened.add(client);
		return client;
	}

	/**
	 * Makes one call by a client of a service that each region has, and closes the
	 * client.
	 * @param builder builds the client
	 * @param endpoint the URL to call; {@code null} for that of the region
	 * @param ocid the OCID of what is called, which names a region
	 * @param readTimeout how long the service may be silent
	 * @param call the call
	 * @param <B> the type of the builder
	 * @param <C> the type of the client
	 * @param <R> the type of the result
	 * @return the result of the call
	 * @throws IllegalArgumentException if there is neither an endpoint nor a region, or
	 * the SDK does not know the region
	 */
	public <B extends RegionalClientBuilder<B, C>, C extends AutoCloseable, R> R once(B builder,
			@Nullable String endpoint, String ocid, Duration readTimeout, Function<C, R> call) {
		C client = build(at(builder, endpoint, ocid), readTimeout);
		try {
			return call.apply(client);
		}
		finally {
			close(client);
		}
	}

	private <B extends RegionalClientBuilder<B, ?>> B at(B builder, @Nullable String endpoint, String ocid) {
		if (endpoint != null) {
			builder.endpoint(endpoint);
		}
		else {
			builder.region(regionOf(ocid).or(this::ownRegion)
				.orElseThrow(() -> new IllegalArgumentException("neither the OCID nor the credentials name a region")));
		}
		return builder;
	}

	/**
	 * Opens a client of one endpoint. It stays open until all are closed.
	 * @param builder builds the client
	 * @param endpoint the URL to call
	 * @param readTimeout how long the service may be silent
	 * @param <B> the type of the builder
	 * @param <C> the type of the client
	 * @return the client
	 */
	public <B extends ClientBuilderBase<B, C>, C extends AutoCloseable> C open(B builder, String endpoint,
			Duration readTimeout) {
		builder.endpoint(endpoint);
		C client = build(builder, readTimeout);
		this.opened.add(client);
		return client;
	}

	private <B extends ClientBuilderBase<B, C>, C extends AutoCloseable> C build(B builder, Duration readTimeout) {
		builder.configuration(ClientConfiguration.builder()
			.connectionTimeoutMillis(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
			.readTimeoutMillis(Math.toIntExact(readTimeout.toMillis()))
			.retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
			.circuitBreakerConfiguration(CircuitBreakerUtils.getNoCircuitBreakerConfiguration())
			.build());
		builder.additionalClientConfigurator(OciClients::configure);
		return builder.build(this.credentials);
	}

	private static void configure(HttpClientBuilder client) {
		client.property(ApacheClientProperties.REQUEST_CONFIG, REQUESTS);
		client.property(ApacheClientProperties.RETRY_HANDLER, (_, _, _) -> false);
	}

	/**
	 * Return the region that an OCID names.
	 */
	static Optional<Region> regionOf(String ocid) {
		String[] parts = ocid.split("\\.", -1);
		return (parts.length > REGION_PART && !parts[REGION_PART].isEmpty())
				? Optional.of(Region.fromRegionCodeOrId(parts[REGION_PART])) : Optional.empty();
	}

	private Optional<Region> ownRegion() {
		return (this.credentials instanceof RegionProvider provider) ? Optional.ofNullable(provider.getRegion())
				: Optional.empty();
	}

	@Override
	public void close() {
		for (AutoCloseable client : this.opened) {
			close(client);
		}
		this.opened.clear();
	}

	private void close(AutoCloseable client) {
		try {
			client.close();
		}
		// AutoCloseable declares any exception; the clients of the SDK throw none
		catch (Exception ex) {
			this.logger.warn("A client of OCI could not be closed: {}", ex.getClass().getName());
		}
	}

}

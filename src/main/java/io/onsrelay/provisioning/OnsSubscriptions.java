package io.onsrelay.provisioning;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.Region;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.ons.NotificationDataPlaneClient;
import com.oracle.bmc.ons.model.Subscription;
import com.oracle.bmc.ons.requests.GetSubscriptionRequest;
import com.oracle.bmc.ons.requests.ResendSubscriptionConfirmationRequest;
import com.oracle.bmc.retrier.DefaultRetryCondition;
import com.oracle.bmc.retrier.RetryConfiguration;
import com.oracle.bmc.waiter.ExponentialBackoffDelayStrategyWithJitter;
import com.oracle.bmc.waiter.MaxAttemptsTerminationStrategy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.onsrelay.oci.OciCredentials;
import io.onsrelay.oci.OciProperties;

/**
 * Queries ONS through Oracle's SDK. Credentials and clients are created when they are
 * first needed, one client for each region.
 */
final class OnsSubscriptions implements Subscriptions, AutoCloseable {

	private final Logger logger = LoggerFactory.getLogger(OnsSubscriptions.class);

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

	/**
	 * Few attempts and short delays: the caller is a worker that repeats its query. ONS
	 * allows 60 calls a minute for each tenancy.
	 */
	private static final int MAX_ATTEMPTS = 3;

	private static final Duration MAX_DELAY = Duration.ofSeconds(4);

	/** What a query needs; parts of policy statements. */
	private static final String QUERY = "{ONS_TOPIC_SUBSCRIBE} in the compartment of the topic, where request.operation = "
			+ "'GetSubscription'";

	private static final String RESEND = "to use ons-topics in the compartment of the topic";

	/** The index of the region in {@code ocid1.<type>.<realm>.<region>.<unique>}. */
	private static final int REGION_PART = 3;

	private final OciProperties properties;

	private final Map<String, NotificationDataPlaneClient> clients = new HashMap<>();

	private @Nullable BasicAuthenticationDetailsProvider credentials;

	OnsSubscriptions(OciProperties properties) {
		this.properties = properties;
	}

	@Override
	public Optional<SubscriptionState> state(String subscriptionId) {
		GetSubscriptionRequest request = GetSubscriptionRequest.builder().subscriptionId(subscriptionId).build();
		return call(subscriptionId, "be queried for", QUERY,
				(client) -> state(client.getSubscription(request).getSubscription()));
	}

	@Override
	public boolean resendConfirmation(String subscriptionId) {
		ResendSubscriptionConfirmationRequest request = ResendSubscriptionConfirmationRequest.builder()
			.id(subscriptionId)
			.build();
		return call(subscriptionId, "resend the confirmation of", RESEND,
				(client) -> Optional.of(client.resendSubscriptionConfirmation(request)))
			.isPresent();
	}

	private <T> Optional<T> call(String subscriptionId, String words, String needed,
			Function<NotificationDataPlaneClient, Optional<T>> call) {
		try {
			return call.apply(client(region(subscriptionId)));
		}
		catch (BmcException ex) {
			this.logger.warn("ONS can't {} subscription {} (HTTP {} {}, opc-request-id {}). {}", words, subscriptionId,
					ex.getStatusCode(), ex.getServiceCode(), ex.getOpcRequestId(), advice(ex, needed));
		}
		// The SDK throws any of these for a missing file, key or principal
		catch (IOException | RuntimeException ex) {
			this.logger.warn("ONS can't {} subscription {}: {}. Check relay.oci.*", words, subscriptionId,
					ex.toString());
		}
		return Optional.empty();
	}

	private static Optional<SubscriptionState> state(Subscription subscription) {
		Subscription.LifecycleState state = subscription.getLifecycleState();
		if (state == null) {
			return Optional.empty();
		}
		return switch (state) {
			case Pending -> Optional.of(SubscriptionState.PENDING);
			case Active -> Optional.of(SubscriptionState.ACTIVE);
			case Deleted -> Optional.of(SubscriptionState.DELETED);
			case UnknownEnumValue -> Optional.empty();
		};
	}

	private static String advice(BmcException ex, String needed) {
		return switch (ex.getStatusCode()) {
			case 401 -> "The credentials are not valid: check relay.oci.auth, the key and its fingerprint, and the "
					+ "clock of this machine";
			case 404 -> "The subscription is gone or, more often, a policy is missing: allow this principal " + needed;
			case 429 -> "Too many calls were made: the query is repeated later";
			default -> ex.isClientSide() ? "There was no response: check the network and relay.oci.endpoint"
					: "The query is repeated later if its result is needed";
		};
	}

	static String region(String ocid) {
		String[] parts = ocid.split("\\.", -1);
		return (parts.length > REGION_PART) ? parts[REGION_PART] : "";
	}

	private synchronized NotificationDataPlaneClient client(String region) throws IOException {
		NotificationDataPlaneClient client = this.clients.get(region);
		if (client == null) {
			client = newClient(region);
			this.clients.put(region, client);
		}
		return client;
	}

	private NotificationDataPlaneClient newClient(String region) throws IOException {
		NotificationDataPlaneClient.Builder builder = NotificationDataPlaneClient.builder()
			.configuration(configuration());
		String endpoint = this.properties.endpoint();
		if (endpoint != null) {
			builder.endpoint(endpoint);
		}
		else if (!region.isEmpty()) {
			builder.region(Region.fromRegionCodeOrId(region));
		}
		return builder.build(credentials());
	}

	private BasicAuthenticationDetailsProvider credentials() throws IOException {
		if (this.credentials == null) {
			this.credentials = OciCredentials.find(this.properties);
		}
		return this.credentials;
	}

	static ClientConfiguration configuration() {
		return ClientConfiguration.builder()
			.connectionTimeoutMillis(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
			.readTimeoutMillis(Math.toIntExact(READ_TIMEOUT.toMillis()))
			.retryConfiguration(RetryConfiguration.builder()
				.retryCondition(new DefaultRetryCondition())
				.terminationStrategy(new MaxAttemptsTerminationStrategy(MAX_ATTEMPTS))
				.delayStrategy(new ExponentialBackoffDelayStrategyWithJitter(MAX_DELAY.toMillis()))
				.build())
			.build();
	}

	@Override
	public synchronized void close() {
		this.clients.values().forEach(NotificationDataPlaneClient::close);
		this.clients.clear();
	}

}

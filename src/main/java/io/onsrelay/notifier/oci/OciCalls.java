package io.onsrelay.notifier.oci;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.event.Sha256;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.oci.OciClients;
import io.onsrelay.oci.OciSdk;

/**
 * The calls of one destination. The SDK is loaded at the first.
 */
public final class OciCalls {

	/**
	 * How long it may take to look an endpoint up, besides the connection.
	 */
	public static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * How long a connection may take to be established.
	 */
	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	/**
	 * The SDK's own ids are as long.
	 */
	private static final int REQUEST_ID_CHARS = 32;

	private final OciSdk sdk;

	private final String policy;

	/**
	 * Creates the calls.
	 * @param sdk the SDK
	 * @param destination the destination
	 * @param policy the policy statement that allows the calls, as operators write it
	 * after {@code allow}
	 * @throws InvalidConfigurationException if no credentials are configured
	 */
	public OciCalls(OciSdk sdk, Destination destination, String policy) {
		if (!sdk.isConfigured()) {
			throw new InvalidConfigurationException(
					"relay.notifier.%s.%s".formatted(destination.kind(), destination.name()),
					"this destination calls OCI, and relay.oci.auth names no credentials.",
					"Set relay.oci.auth to instance-principal, resource-principal or workload-identity where this "
							+ "service runs in OCI, or to config-file for the API key in ~/.oci/config.");
		}
		this.sdk = sdk;
		this.policy = policy;
	}

	/**
	 * Return what opens clients.
	 * @return the clients
	 * @throws io.onsrelay.oci.OciCredentialsException if the SDK finds no credentials
	 */
	public OciClients clients() {
		return OciClients.of(this.sdk);
	}

	/**
	 * Makes a call, and classifies what it throws.
	 * @param call the call
	 * @return the outcome
	 */
	public Outcome call(Supplier<Outcome> call) {
		try {
			return call.get();
		}
		// The SDK throws any of these, also for a network that fails
		catch (RuntimeException ex) {
			return OciOutcomes.of(ex, this.policy);
		}
	}

	/**
	 * Return the id of every attempt to deliver a notification, by which Oracle finds the
	 * requests.
	 * @param notification the notification
	 * @return 32 hexadecimal digits: those of the message's id, unless it is a part
	 */
	public static String requestId(Notification notification) {
		String id = notification.message().records().isAll() ? notification.idempotencyKey().replace("-", "")
				: Sha256.hex(notification.idempotencyKey()).substring(0, REQUEST_ID_CHARS);
		return id.toUpperCase(Locale.ROOT);
	}

	/**
	 * Return how long a delivery may take.
	 * @param answer how long the answer may take
	 * @param lookup whether an endpoint may have to be looked up before
	 * @return the sum of the time-outs
	 */
	public static Duration within(Duration answer, boolean lookup) {
		Duration call = CONNECT_TIMEOUT.plus(answer);
		return lookup ? call.plus(CONNECT_TIMEOUT).plus(LOOKUP_TIMEOUT) : call;
	}

}

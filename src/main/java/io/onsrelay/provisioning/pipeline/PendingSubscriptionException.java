package io.onsrelay.provisioning.pipeline;

import java.time.Duration;

/**
 * A subscription was not confirmed in time. A later run goes on from there.
 */
public class PendingSubscriptionException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param subscriptionId the OCID of the subscription
	 * @param waited how long it was waited for
	 */
	PendingSubscriptionException(String subscriptionId, Duration waited) {
		super("The subscription %s is not ACTIVE after %d minutes: the endpoint has not confirmed it."
			.formatted(subscriptionId, waited.toMinutes()));
	}

}

package io.onsrelay.provisioning;

import java.util.Optional;

/**
 * The subscriptions of ONS.
 */
public interface Subscriptions {

	/**
	 * Queries the state of a subscription.
	 * @param subscriptionId the OCID of the subscription
	 * @return its state; empty if no credentials are configured or the query fails
	 */
	Optional<SubscriptionState> state(String subscriptionId);

	/**
	 * Asks ONS to send the request to confirm a subscription again.
	 * @param subscriptionId the OCID of the subscription
	 * @return whether ONS will; {@code false} if no credentials are configured or the
	 * call fails
	 */
	default boolean resendConfirmation(String subscriptionId) {
		return false;
	}

	/**
	 * The states of a subscription. See
	 * https://docs.oracle.com/en-us/iaas/api/#/en/notification/20181201/Subscription/.
	 */
	enum SubscriptionState {

		/**
		 * It is not confirmed yet and gets no messages.
		 */
		PENDING,

		/**
		 * It gets messages.
		 */
		ACTIVE,

		/**
		 * It is deleted.
		 */
		DELETED

	}

}

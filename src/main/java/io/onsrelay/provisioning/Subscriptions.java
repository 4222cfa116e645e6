package io.onsrelay.provisioning;

import java.util.Optional;

/**
 * What ONS says about a subscription.
 */
public interface Subscriptions {

	/**
	 * Asks for the state of a subscription.
	 * @param subscriptionId the OCID of the subscription
	 * @return its state; empty where no credentials are configured or ONS can't be asked
	 * now
	 */
	Optional<SubscriptionState> state(String subscriptionId);

	/**
	 * The states of a subscription. See
	 * https://docs.oracle.com/en-us/iaas/api/#/en/notification/20181201/Subscription/.
	 */
	enum SubscriptionState {

		/**
		 * It waits to be confirmed and gets no messages.
		 */
		PENDING,

		/**
		 * It gets messages.
		 */
		ACTIVE,

		/**
		 * It is gone.
		 */
		DELETED

	}

}

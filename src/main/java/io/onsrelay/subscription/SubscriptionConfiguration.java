package io.onsrelay.subscription;

import java.time.Clock;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.confirmation.ConfirmationRecords;
import io.onsrelay.notice.Notices;
import io.onsrelay.oci.OciProperties;
import io.onsrelay.provisioning.Subscriptions;
import io.onsrelay.store.Store;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
class SubscriptionConfiguration {

	@Bean
	SubscriptionWatch subscriptionWatch(ConfirmationRecords confirmations, Store store, Subscriptions subscriptions,
			OciProperties credentials, Notices notices, Clock clock) {
		return new SubscriptionWatch(confirmations, new SubscriptionTable(store), subscriptions,
				credentials.auth() != OciProperties.Auth.NONE, notices, clock);
	}

	@Bean
	SubscriptionsHealthIndicator subscriptionsHealthIndicator(SubscriptionWatch watch, Clock clock) {
		return new SubscriptionsHealthIndicator(watch, clock);
	}

}

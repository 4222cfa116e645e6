package io.onsrelay.subscription;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.onsrelay.provisioning.Subscriptions.SubscriptionState;

/**
 * Shows the subscriptions of each topic and their states, as Oracle's API showed them at
 * most some minutes ago. It is down while one of them has been pending for more than ten
 * minutes. Neither readiness nor liveness depends on it.
 */
final class SubscriptionsHealthIndicator extends AbstractHealthIndicator {

	private final SubscriptionWatch watch;

	private final Clock clock;

	SubscriptionsHealthIndicator(SubscriptionWatch watch, Clock clock) {
		super("The subscriptions are not known");
		this.watch = watch;
		this.clock = clock;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		if (!this.watch.hasCredentials()) {
			builder.unknown().withDetail("reason", "relay.oci.auth is none");
			return;
		}
		Instant now = this.clock.instant();
		List<KnownSubscription> known = this.watch.known();
		if (known.stream().anyMatch((subscription) -> subscription.isLate(now))) {
			builder.down();
		}
		else if (known.stream().anyMatch((subscription) -> subscription.state() == SubscriptionState.ACTIVE)) {
			builder.up();
		}
		else {
			builder.unknown();
		}
		Map<String, Map<String, String>> topics = new TreeMap<>();
		known
			.forEach((subscription) -> topics
				.computeIfAbsent(Objects.requireNonNullElse(subscription.topicId(), "unknown topic"),
						(_) -> new TreeMap<>())
				.put(subscription.id(), Objects.toString(subscription.state(), "UNKNOWN")));
		builder.withDetails(topics);
	}

}

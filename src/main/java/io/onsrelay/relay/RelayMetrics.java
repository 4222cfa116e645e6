package io.onsrelay.relay;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import io.onsrelay.notifier.Destination;
import io.onsrelay.relay.RelayMeters.RelayTag;
import io.onsrelay.relay.RelayMeters.RoutingOutcome;
import io.onsrelay.routing.RoutingDecision;

/**
 * Records what was decided about accepted messages.
 */
final class RelayMetrics {

	private final MeterProvider<Counter> routed;

	private final MeterProvider<Counter> muted;

	private final MeterProvider<Counter> appended;

	private final MeterProvider<Counter> silenced;

	RelayMetrics(MeterRegistry registry, Set<Destination> written) {
		this.routed = Counter.builder(RelayMeters.ROUTED.getName())
			.description("Messages by whether a route applied")
			.withRegistry(registry);
		this.muted = Counter.builder(RelayMeters.MUTED.getName())
			.description("Deliveries that a mute window held back")
			.withRegistry(registry);
		this.appended = Counter.builder(RelayMeters.APPENDED.getName())
			.description("Messages appended to a destination in the same database")
			.withRegistry(registry);
		this.silenced = Counter.builder(RelayMeters.SILENCED.getName())
			.description("Deliveries that a silence held back")
			.withRegistry(registry);
		written.forEach((destination) -> this.appended.withTags(tags(destination)));
	}

	/**
	 * Counts a message that is on disk.
	 */
	void accepted(RoutingDecision decision) {
		RoutingOutcome outcome = decision.isRouted() ? RoutingOutcome.ROUTED : RoutingOutcome.UNROUTED;
		this.routed.withTags(RelayTag.OUTCOME.asString(), outcome.name().toLowerCase(Locale.ROOT)).increment();
		decision.muted().forEach((destination) -> this.muted.withTags(tags(destination)).increment());
	}

	/**
	 * Counts a message at the destinations that the commit wrote to.
	 */
	void appended(Collection<Destination> destinations) {
		destinations.forEach((destination) -> this.appended.withTags(tags(destination)).increment());
	}

	/**
	 * Counts deliveries that are held back.
	 */
	void silenced(Collection<Destination> destinations) {
		destinations.forEach((destination) -> this.silenced.withTags(tags(destination)).increment());
	}

	private static Tags tags(Destination destination) {
		return Tags.of(RelayTag.NOTIFIER.asString(), destination.kind(), RelayTag.DESTINATION.asString(),
				destination.name());
	}

}

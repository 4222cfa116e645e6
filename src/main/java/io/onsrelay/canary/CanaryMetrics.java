package io.onsrelay.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * Records the meters of the canary. They exist from the start.
 */
final class CanaryMetrics {

	private final Counter published;

	private final Counter failed;

	private final Timer received;

	private final Timer committed;

	private final AtomicInteger broken = new AtomicInteger();

	CanaryMetrics(MeterRegistry registry) {
		this.published = counter("published", registry);
		this.failed = counter("failed", registry);
		this.received = timer(CanaryMeters.RECEIVED, "Time from publishing the canary to its request", registry);
		this.committed = timer(CanaryMeters.COMMITTED, "Time from publishing the canary to its commit", registry);
		Gauge.builder(CanaryMeters.BROKEN.getName(), this.broken, AtomicInteger::get)
			.description("Whether no canary comes back")
			.register(registry);
	}

	private static Counter counter(String outcome, MeterRegistry registry) {
		return Counter.builder(CanaryMeters.PUBLISHED.getName())
			.description("Canaries that were to be published")
			.tag(CanaryMeters.CanaryTag.OUTCOME.asString(), outcome)
			.register(registry);
	}

	private static Timer timer(CanaryMeters meter, String description, MeterRegistry registry) {
		return Timer.builder(meter.getName())
			.description(description)
			.serviceLevelObjectives(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30),
					Duration.ofMinutes(2))
			.register(registry);
	}

	void published(boolean taken) {
		(taken ? this.published : this.failed).increment();
	}

	void returned(Instant publishedAt, Instant receivedAt, Instant committedAt) {
		this.received.record(positive(Duration.between(publishedAt, receivedAt)));
		this.committed.record(positive(Duration.between(publishedAt, committedAt)));
	}

	void broken(boolean isBroken) {
		this.broken.set(isBroken ? 1 : 0);
	}

	private static Duration positive(Duration duration) {
		return duration.isNegative() ? Duration.ZERO : duration;
	}

}

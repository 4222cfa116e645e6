package io.onsrelay.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Shows the state of the log. A scrape reads nothing.
 */
final class AuditMetrics {

	private final Clock clock;

	private volatile Instant oldestUnsealed = Instant.MAX;

	AuditMetrics(MeterRegistry registry, Clock clock) {
		this.clock = clock;
		Gauge.builder(AuditMeters.UNSEALED.getName(), this::age)
			.description("Seconds since the receipt of the oldest record that is not in the tree")
			.register(registry);
	}

	/**
	 * Shows from now on that a record waits.
	 * @param received when it was received; the end of time if none waits
	 */
	void waiting(Instant received) {
		this.oldestUnsealed = received;
	}

	private double age() {
		Instant oldest = this.oldestUnsealed;
		if (oldest.equals(Instant.MAX)) {
			return 0;
		}
		return Math.max(0, Duration.between(oldest, this.clock.instant()).toMillis() / 1000.0);
	}

}

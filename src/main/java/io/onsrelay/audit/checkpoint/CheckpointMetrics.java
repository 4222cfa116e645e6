package io.onsrelay.audit.checkpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Shows the last checkpoint. A scrape reads nothing.
 */
final class CheckpointMetrics {

	private static final double MILLIS = 1000;

	private final Clock clock;

	private volatile Instant madeAt;

	private volatile long size;

	private volatile boolean signed;

	CheckpointMetrics(MeterRegistry registry, Clock clock) {
		this.clock = clock;
		this.madeAt = clock.instant();
		Gauge.builder(CheckpointMeters.AGE.getName(), this::age)
			.description("Seconds since the last checkpoint of the audit log")
			.register(registry);
		Gauge.builder(CheckpointMeters.SIZE.getName(), () -> this.size)
			.description("Records that the last checkpoint of the audit log covers")
			.register(registry);
		Gauge.builder(CheckpointMeters.SIGNED.getName(), () -> this.signed ? 1 : 0)
			.description("Whether there is a key that signs checkpoints of the audit log")
			.register(registry);
	}

	void signs(boolean hasKey) {
		this.signed = hasKey;
	}

	void last(StoredCheckpoint last) {
		this.madeAt = last.madeAt();
		this.size = last.size();
	}

	private double age() {
		return this.signed ? Math.max(0, Duration.between(this.madeAt, this.clock.instant()).toMillis() / MILLIS)
				: Double.NaN;
	}

}

package io.onsrelay.audit.sink;

import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Records the meters of one sink. They exist from the start.
 */
final class SinkMetrics {

	private final Counter failures;

	private final AtomicLong pending = new AtomicLong();

	SinkMetrics(MeterRegistry registry, String kind) {
		String tag = SinkMeters.SinkTag.SINK.asString();
		this.failures = Counter.builder(SinkMeters.FAILURES.getName())
			.description("Checkpoints of the audit log that could not be written outside of the database")
			.tag(tag, kind)
			.register(registry);
		Gauge.builder(SinkMeters.PENDING.getName(), this.pending, AtomicLong::get)
			.description("Checkpoints of the audit log that are not outside of the database yet")
			.tag(tag, kind)
			.register(registry);
	}

	void failed() {
		this.failures.increment();
	}

	void pending(long checkpoints) {
		this.pending.set(checkpoints);
	}

}

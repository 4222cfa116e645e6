package io.onsrelay.ingest;

import java.time.Duration;
import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.onsrelay.ingest.IngestMeters.IngestTag;
import io.onsrelay.ingest.IngestResult.IngestOutcome;
import io.onsrelay.ingest.IngestResult.RequestKind;

/**
 * Records the meters of the endpoint.
 */
final class IngestMetrics {

	private final MeterProvider<Counter> messages;

	private final Timer ingest;

	IngestMetrics(MeterRegistry registry) {
		this.messages = Counter.builder(IngestMeters.MESSAGES.getName())
			.description("Requests by kind and outcome")
			.withRegistry(registry);
		this.ingest = Timer.builder(IngestMeters.INGEST.getName())
			.description("Time from an authenticated request to its response")
			.serviceLevelObjectives(Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1),
					Duration.ofSeconds(5))
			.register(registry);
	}

	void count(RequestKind kind, IngestOutcome outcome) {
		this.messages
			.withTags(Tags.of(IngestTag.KIND.asString(), kind.name().toLowerCase(Locale.ROOT),
					IngestTag.OUTCOME.asString(), outcome.name().toLowerCase(Locale.ROOT)))
			.increment();
	}

	Timer ingest() {
		return this.ingest;
	}

}

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
 * Records what the endpoint does.
 */
final class IngestMetrics {

	private final MeterProvider<Counter> messages;

	private final Timer ingest;

	IngestMetrics(MeterRegistry registry) {
		this.messages = Counter.builder(IngestMeters.MESSAGES.getName())
			.description("Requests by what they carried and what became of them")
			.withRegistry(registry);
		this.ingest = Timer.builder(IngestMeters.INGEST.getName())
			.description("Time until an authenticated request was answered")
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

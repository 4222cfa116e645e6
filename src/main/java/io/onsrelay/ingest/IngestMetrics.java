package io.onsrelay.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.onsrelay.ingest.IngestMeters.ConnectionTag;
import io.onsrelay.ingest.IngestMeters.IngestTag;
import io.onsrelay.ingest.IngestResult.IngestOutcome;
import io.onsrelay.ingest.IngestResult.RequestKind;
import io.onsrelay.ingest.connection.BoundedHttp11Protocol;

/**
 * Records the meters of the endpoint.
 */
final class IngestMetrics {

	private final MeterProvider<Counter> messages;

	private final Timer ingest;

	private final MeterProvider<Counter> closed;

	IngestMetrics(MeterRegistry registry) {
		this.messages = Counter.builder(IngestMeters.MESSAGES.getName())
			.description("Requests by kind and outcome")
			.withRegistry(registry);
		this.ingest = Timer.builder(IngestMeters.INGEST.getName())
			.description("Time from an authenticated request to its response")
			.serviceLevelObjectives(Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1),
					Duration.ofSeconds(5))
			.register(registry);
		this.closed = Counter.builder(IngestMeters.CONNECTIONS_CLOSED.getName())
			.description("Connections closed for the sake of others, by cause")
			.withRegistry(registry);
		List.of(BoundedHttp11Protocol.CloseCause.values()).forEach(this::closed);
	}

	void count(RequestKind kind, IngestOutcome outcome) {
		this.messages
			.withTags(Tags.of(IngestTag.KIND.asString(), kind.name().toLowerCase(Locale.ROOT),
					IngestTag.OUTCOME.asString(), outcome.name().toLowerCase(Locale.ROOT)))
			.increment();
	}

	void countClosed(BoundedHttp11Protocol.CloseCause cause) {
		closed(cause).increment();
	}

	private Counter closed(BoundedHttp11Protocol.CloseCause cause) {
		return this.closed.withTags(Tags.of(ConnectionTag.CAUSE.asString(), cause.name().toLowerCase(Locale.ROOT)));
	}

	Timer ingest() {
		return this.ingest;
	}

}

package io.onsrelay.presentation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;

import io.onsrelay.presentation.PresentationMeters.PresentationTag;

/**
 * Records the meters of the presentation.
 */
final class PresentationMetrics {

	private final MeterProvider<Counter> templateFailures;

	private final Counter redactionFailures;

	PresentationMetrics(MeterRegistry registry) {
		this.templateFailures = Counter.builder(PresentationMeters.TEMPLATE_FAILURES.getName())
			.description("Messages shown in the default wording because a template of their route failed")
			.withRegistry(registry);
		this.redactionFailures = Counter.builder(PresentationMeters.REDACTION_FAILURES.getName())
			.description("Messages shown without their text because a pattern of secrets took too long")
			.register(registry);
	}

	/**
	 * Counts a failure of a template.
	 */
	void templateFailed(String route) {
		this.templateFailures.withTag(PresentationTag.ROUTE.asString(), route).increment();
	}

	/**
	 * Counts a failure of the redaction.
	 */
	void redactionFailed() {
		this.redactionFailures.increment();
	}

}

package io.onsrelay.confirmation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import io.onsrelay.confirmation.ConfirmationMeters.ConfirmationOutcome;

/**
 * Counts the steps of confirmations. Every series exists from the start, at zero, so that
 * an alert on its increase sees the first one.
 */
final class ConfirmationMetrics {

	private final Map<ConfirmationOutcome, Counter> counters = new EnumMap<>(ConfirmationOutcome.class);

	ConfirmationMetrics(MeterRegistry registry) {
		for (ConfirmationOutcome outcome : ConfirmationOutcome.values()) {
			this.counters.put(outcome,
					Counter.builder(ConfirmationMeters.CONFIRMATIONS.getName())
						.description("Steps of subscription confirmations")
						.tag(ConfirmationMeters.ConfirmationTag.OUTCOME.asString(),
								outcome.name().toLowerCase(Locale.ROOT))
						.register(registry));
		}
	}

	void count(ConfirmationOutcome outcome) {
		Counter counter = this.counters.get(outcome);
		if (counter != null) {
			counter.increment();
		}
	}

}

package io.onsrelay.confirmation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import io.onsrelay.confirmation.ConfirmationMeters.Outcome;

/**
 * Counts what happens to confirmations. Every series is there from the start, at zero, so
 * that an alert on its increase sees the first one.
 */
final class ConfirmationMetrics {

	private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

	ConfirmationMetrics(MeterRegistry registry) {
		for (Outcome outcome : Outcome.values()) {
			this.counters.put(outcome,
					Counter.builder(ConfirmationMeters.CONFIRMATIONS.getName())
						.description("Steps of subscription confirmations")
						.tag(ConfirmationMeters.Tag.OUTCOME.asString(), outcome.name().toLowerCase(Locale.ROOT))
						.register(registry));
		}
	}

	void count(Outcome outcome) {
		Counter counter = this.counters.get(outcome);
		if (counter != null) {
			counter.increment();
		}
	}

}

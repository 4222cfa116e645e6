package io.onsrelay.signature;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

import io.onsrelay.signature.SignatureMeters.SignatureTag;
import io.onsrelay.signature.SignatureVerdict.SignatureOutcome;

/**
 * Records the meters of signatures.
 */
final class SignatureMetrics {

	private final Map<SignatureOutcome, Counter> outcomes = new EnumMap<>(SignatureOutcome.class);

	private final MeterProvider<Counter> verified;

	private final Timer checks;

	SignatureMetrics(MeterRegistry registry) {
		for (SignatureOutcome outcome : SignatureOutcome.values()) {
			this.outcomes.put(outcome,
					Counter.builder(SignatureMeters.SIGNATURES.getName())
						.description("Messages whose signature was looked at")
						.tag(SignatureTag.OUTCOME.asString(), outcome.name().toLowerCase(Locale.ROOT))
						.register(registry));
		}
		this.verified = Counter.builder(SignatureMeters.VERIFIED.getName())
			.description("Messages that have verified, by version and construction")
			.withRegistry(registry);
		this.checks = Timer.builder(SignatureMeters.CHECKS.getName())
			.description("Time to try constructions on a message")
			.register(registry);
	}

	void count(String version, SignatureVerdict verdict) {
		Objects.requireNonNull(this.outcomes.get(verdict.outcome())).increment();
		verdict.construction()
			.ifPresent((construction) -> this.verified
				.withTags(Tags.of(SignatureTag.VERSION.asString(), version, SignatureTag.CONSTRUCTION.asString(),
						construction))
				.increment());
	}

	SignatureVerdict time(Supplier<SignatureVerdict> check) {
		return this.checks.record(check);
	}

}

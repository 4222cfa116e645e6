package io.onsrelay.credential;

import java.util.Locale;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import io.onsrelay.credential.CredentialMeters.CredentialTag;

/**
 * Records the meters of the users' logins.
 */
final class CredentialMetrics {

	private final MeterProvider<Counter> failures;

	CredentialMetrics(MeterRegistry registry) {
		this.failures = Counter.builder(CredentialMeters.FAILURES.getName())
			.description("Logins with wrong credentials")
			.withRegistry(registry);
	}

	// A counter that is made at its first use has no zero to increase from
	void register(String account) {
		for (LoginFailures.Username user : LoginFailures.Username.values()) {
			for (LoginFailures.Ending ending : LoginFailures.Ending.values()) {
				counter(account, user, ending);
			}
		}
	}

	void count(String account, LoginFailures.Username user, LoginFailures.Ending ending) {
		counter(account, user, ending).increment();
	}

	private Counter counter(String account, LoginFailures.Username user, LoginFailures.Ending ending) {
		return this.failures.withTags(Tags.of(CredentialTag.ACCOUNT.asString(), account, CredentialTag.USER.asString(),
				user.name().toLowerCase(Locale.ROOT), CredentialTag.OUTCOME.asString(),
				ending.name().toLowerCase(Locale.ROOT)));
	}

}

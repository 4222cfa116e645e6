package io.onsrelay.credential;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.store.Store;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
class CredentialConfiguration {

	@Bean
	Credentials credentials(Store store, RandomGenerator random, Clock clock) {
		return new Credentials(store, random, clock, System.out);
	}

	@Bean
	UserAccounts userAccounts(Credentials credentials, LoginFailures failures, Consumer<Duration> loginPause,
			RandomGenerator random) {
		return new UserAccounts(credentials, new LoginThrottle(Ticker.systemTicker(), loginPause), failures, random);
	}

	@Bean
	LoginFailures loginFailures(MeterRegistry registry, Clock clock) {
		return new LoginFailures(new CredentialMetrics(registry), clock);
	}

	// The wait itself is injected, so that tests take no time. Requests run on virtual
	// threads: one that waits occupies no other
	@Bean
	Consumer<Duration> loginPause() {
		return (delay) -> {
			try {
				Thread.sleep(delay);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		};
	}

}

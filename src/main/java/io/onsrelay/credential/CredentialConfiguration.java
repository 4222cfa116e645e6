package io.onsrelay.credential;

import java.time.Clock;
import java.util.random.RandomGenerator;

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

}

package io.onsrelay;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The clock and the source of randomness of all modules; tests inject others. With a
 * shared database, the store adds a primary clock that follows the database's, so modules
 * use the injected {@link Clock} and never the system's.
 */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	RandomGenerator randomGenerator() {
		return new SecureRandom();
	}

}

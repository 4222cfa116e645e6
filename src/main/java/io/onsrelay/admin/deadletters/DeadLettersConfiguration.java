package io.onsrelay.admin.deadletters;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.delivery.operator.DeadLetters;
import io.onsrelay.journal.Journal;

/**
 * Wires the endpoint of dead letters.
 */
@Configuration(proxyBeanMethods = false)
class DeadLettersConfiguration {

	@Bean
	DeadLetterEndpoint deadLetterEndpoint(DeadLetters letters, Journal journal) {
		return new DeadLetterEndpoint(letters, journal);
	}

}

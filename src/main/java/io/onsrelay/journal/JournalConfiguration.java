package io.onsrelay.journal;

import java.time.Duration;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.parser.MessageParser;
import io.onsrelay.store.Store;

/**
 * Wires the journal.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(JournalProperties.class)
class JournalConfiguration {

	@Bean
	Journal journal(Store store, MessageParser parser, JournalProperties properties) {
		Duration window = properties.duplicateWindow();
		if (window.compareTo(properties.maxRetryDuration()) < 0) {
			throw new InvalidConfigurationException("relay.journal.duplicate-window",
					"%s is shorter than the %s for which ONS sends a message again, so it would be delivered twice"
						.formatted(window, properties.maxRetryDuration()),
					"Make it at least as long as relay.journal.max-retry-duration; days are usual.");
		}
		return new Journal(store, parser, window);
	}

}

package io.onsrelay.presentation.format;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.presentation.ContentFormatter;
import io.onsrelay.presentation.format.service.DelegatingServiceFormatter;

/**
 * Wires the formatters.
 */
@Configuration(proxyBeanMethods = false)
class FormatConfiguration {

	@Bean
	ContentFormatter contentFormatter() {
		return new DelegatingContentFormatter(new EventFormatter(new DelegatingServiceFormatter()),
				new AlarmFormatter(), new LogFormatter(), new PlainTextFormatter());
	}

}

package io.onsrelay.parser;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the parser.
 */
@Configuration(proxyBeanMethods = false)
class ParserConfiguration {

	@Bean
	MessageParser messageParser() {
		return new MessageParser();
	}

}

package io.onsrelay.console.problem;

import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the pages of errors.
 */
@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

	@Bean
	PageErrors pageErrors() {
		return new PageErrors();
	}

	@Bean
	ErrorViewResolver pagesOfErrors() {
		return (_, status, _) -> ErrorTexts.page(status.value(), null);
	}

}

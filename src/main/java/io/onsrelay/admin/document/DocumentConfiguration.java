package io.onsrelay.admin.document;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;

/**
 * Wires the document.
 */
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {

	@Bean
	DocumentEndpoint documentEndpoint(WebApplicationContext context) {
		return new DocumentEndpoint((request) -> ApiDocument.of(context, request));
	}

}

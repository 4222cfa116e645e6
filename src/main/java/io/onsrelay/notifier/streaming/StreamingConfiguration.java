package io.onsrelay.notifier.streaming;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.oci.OciSdk;

/**
 * Adds the kind {@code streaming}.
 */
@Configuration(proxyBeanMethods = false)
class StreamingConfiguration {

	@Bean
	StreamingNotifierFactory streamingNotifierFactory(OciSdk sdk) {
		return new StreamingNotifierFactory(sdk);
	}

}

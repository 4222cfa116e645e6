package io.onsrelay.admin.silences;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.silence.Silences;

/**
 * Wires the endpoint of silences.
 */
@Configuration(proxyBeanMethods = false)
class SilencesConfiguration {

	@Bean
	SilenceEndpoint silenceEndpoint(Silences silences) {
		return new SilenceEndpoint(silences);
	}

}

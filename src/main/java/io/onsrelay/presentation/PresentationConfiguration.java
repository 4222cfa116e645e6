package io.onsrelay.presentation;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.event.Redaction;

/**
 * Makes the presenter.
 */
@Configuration(proxyBeanMethods = false)
class PresentationConfiguration {

	@Bean
	Presenter presenter() {
		return new Presenter(Redaction.standard(), new OciRegionNames());
	}

}

package io.onsrelay.presentation;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.StrictBinder;
import io.onsrelay.event.Redaction;

/**
 * Makes the presenter.
 */
@Configuration(proxyBeanMethods = false)
class PresentationConfiguration {

	@Bean
	PublicUrl publicUrl(StrictBinder binder) {
		return PublicUrl.of(binder.bind(PublicUrl.PROPERTY, Bindable.of(String.class), ""));
	}

	@Bean
	Presenter presenter(RegionNames regionNames, PublicUrl publicUrl) {
		return new Presenter(Redaction.standard(), regionNames, publicUrl);
	}

}

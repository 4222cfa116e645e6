package io.onsrelay.presentation;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.onsrelay.config.StrictBinder;
import io.onsrelay.redaction.Redaction;

/**
 * Wires the presenter.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RedactionProperties.class)
class PresentationConfiguration {

	@Bean
	Redaction redaction(RedactionProperties properties) {
		return properties.redaction();
	}

	@Bean
	PublicUrl publicUrl(StrictBinder binder) {
		return PublicUrl.of(binder.bind(PublicUrl.PROPERTY, Bindable.of(String.class), ""));
	}

	@Bean
	Presenter presenter(ContentFormatter formatter, Redaction redaction, RegionNames regionNames, PublicUrl publicUrl,
			MeterRegistry registry) {
		return new Presenter(formatter, redaction, regionNames, publicUrl,
				new RouteTemplates(redaction, new PresentationMetrics(registry)));
	}

}

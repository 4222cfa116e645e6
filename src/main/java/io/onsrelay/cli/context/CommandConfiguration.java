package io.onsrelay.cli.context;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import io.onsrelay.store.Store;

/**
 * The house as commands see it: every room but the store, which belongs to the service,
 * and the entry. Nothing is created before somebody asks for it, and nothing is started.
 * The service must not find this class when it looks for configurations, so it is not
 * annotated as one.
 */
@ComponentScan(basePackages = CommandConfiguration.BASE_PACKAGE,
		excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
				pattern = "io\\.onsrelay\\.((cli|store)\\..*|OnsRelayApplication)"))
@ConfigurationPropertiesScan(CommandConfiguration.BASE_PACKAGE)
@ImportAutoConfiguration({ ConfigurationPropertiesAutoConfiguration.class, ValidationAutoConfiguration.class,
		ProjectInfoAutoConfiguration.class })
class CommandConfiguration {

	static final String BASE_PACKAGE = "io.onsrelay";

	@Bean
	Store store() {
		return new UnavailableStore();
	}

	@Bean
	MeterRegistry meterRegistry() {
		return new SimpleMeterRegistry();
	}

	// Spring's own creates and starts whatever has a lifecycle, asked for or not.
	@Bean
	LifecycleProcessor lifecycleProcessor() {
		return new NoOpLifecycleProcessor();
	}

}

package io.onsrelay.cli.context;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import io.onsrelay.store.Store;

/**
 * The application context of commands: every module except the store, which belongs to
 * the service, and the application class. Beans are created when they are requested, and
 * none is started. This class is not annotated as a configuration, so that the component
 * scan of the service does not find it.
 */
@ComponentScan(basePackages = CommandConfiguration.BASE_PACKAGE,
		excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
				pattern = "io\\.onsrelay\\.((cli|store)\\..*|OnsRelayApplication)"))
@ConfigurationPropertiesScan(CommandConfiguration.BASE_PACKAGE)
@ImportAutoConfiguration({ ConfigurationPropertiesAutoConfiguration.class, ValidationAutoConfiguration.class,
		ProjectInfoAutoConfiguration.class, SslAutoConfiguration.class })
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

	// Spring's default creates and starts every bean with a lifecycle, even if it is
	// lazy.
	@Bean
	LifecycleProcessor lifecycleProcessor() {
		return new NoOpLifecycleProcessor();
	}

}

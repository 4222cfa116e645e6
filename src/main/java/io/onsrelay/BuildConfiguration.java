package io.onsrelay;

import java.util.Optional;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Shows as a meter which build runs, so that a graph shows when it was replaced.
 */
@Configuration(proxyBeanMethods = false)
class BuildConfiguration {

	@Bean
	MeterBinder buildMeter(ObjectProvider<BuildProperties> build) {
		Optional<BuildProperties> properties = Optional.ofNullable(build.getIfAvailable());
		String version = properties.map(BuildProperties::getVersion).orElse("dev");
		String commit = properties.map((known) -> known.get("commit")).orElse("unknown");
		return (registry) -> Gauge.builder(BuildMeters.INFO.getName(), () -> 1)
			.tag(BuildMeters.BuildTag.VERSION.asString(), version)
			.tag(BuildMeters.BuildTag.COMMIT.asString(), commit)
			.register(registry);
	}

}

package io.onsrelay.http;

import java.net.ProxySelector;
import java.time.Clock;
import java.util.Optional;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Wires the module.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

	@Bean
	OutboundHttpFactory outboundHttpFactory(Clock clock, ObjectProvider<BuildProperties> build) {
		String version = Optional.ofNullable(build.getIfAvailable()).map(BuildProperties::getVersion).orElse("dev");
		return new OutboundHttpFactory(clock, version, ProxySelector.getDefault());
	}

}

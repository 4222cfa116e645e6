package io.onsrelay.access;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.onsrelay.config.StrictBinder;

/**
 * The configuration of access that belongs to no single endpoint.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	@Bean
	PublicUrl publicUrl(StrictBinder binder) {
		return PublicUrl.of(binder.bind(PublicUrl.PROPERTY, Bindable.of(String.class), ""));
	}

	@Bean
	SmartInitializingSingleton portCheck(Environment environment) {
		return () -> PortCheck.requireTwo(environment);
	}

}

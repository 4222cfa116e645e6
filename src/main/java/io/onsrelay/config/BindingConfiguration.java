package io.onsrelay.config;

import jakarta.validation.Validator;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Makes every binding below {@code relay} strict, including that of
 * {@code @ConfigurationProperties} beans.
 */
@Configuration(proxyBeanMethods = false)
class BindingConfiguration {

	@Bean
	static ConfigurationPropertiesBindHandlerAdvisor strictBindHandlerAdvisor() {
		return StrictBindHandler::new;
	}

	@Bean
	EnvironmentStrictBinder strictBinder(Environment environment, Validator validator) {
		return new EnvironmentStrictBinder(environment, new SpringValidatorAdapter(validator));
	}

	@Bean
	NameCheck nameCheck(ListableBeanFactory beans, EnvironmentStrictBinder binder, Environment environment) {
		return new NameCheck(beans, binder, environment);
	}

	@Bean
	TopLevelCheck topLevelCheck(ConfigurableEnvironment environment) {
		return new TopLevelCheck(environment);
	}

}

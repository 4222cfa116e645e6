package io.onsrelay.config.placeholder;

import java.util.List;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;

/**
 * Fails the start before any bean exists, so that nothing is called with the text of a
 * placeholder. Commands leave this class out: they report all mistakes together.
 */
@Configuration(proxyBeanMethods = false)
class PlaceholderConfiguration {

	@Bean
	static BeanFactoryPostProcessor placeholderCheck(ConfigurableEnvironment environment) {
		return (_) -> {
			List<Mistake> mistakes = UnresolvedPlaceholders.in(environment);
			if (!mistakes.isEmpty()) {
				throw new InvalidConfigurationException(mistakes);
			}
		};
	}

}

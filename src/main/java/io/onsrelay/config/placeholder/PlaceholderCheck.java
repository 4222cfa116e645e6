package io.onsrelay.config.placeholder;

import java.util.List;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.context.WebApplicationContext;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;

/**
 * Fails the start of the service before the first condition reads a property: nothing is
 * called with the text of a placeholder, and no exception of Spring prints the value.
 * Commands, whose contexts are not for the web, report all mistakes together instead.
 */
class PlaceholderCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		List<Mistake> mistakes = UnresolvedPlaceholders.in(context.getEnvironment());
		if (context instanceof WebApplicationContext && !mistakes.isEmpty()) {
			throw new InvalidConfigurationException(mistakes);
		}
	}

}

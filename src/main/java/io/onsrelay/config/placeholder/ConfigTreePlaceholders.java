package io.onsrelay.config.placeholder;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;

/**
 * Makes placeholders work in the files of a config tree, so that one rule holds wherever
 * a property is set. It runs when all files are imported.
 */
public class ConfigTreePlaceholders implements EnvironmentPostProcessor, Ordered {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		applyTo(environment);
	}

	/**
	 * Makes placeholders work in the config trees of an environment.
	 * @param environment the environment, with all files
	 */
	public static void applyTo(ConfigurableEnvironment environment) {
		MutablePropertySources sources = environment.getPropertySources();
		sources.stream()
			.filter(ConfigTreePropertySource.class::isInstance)
			.map(ConfigTreePropertySource.class::cast)
			.toList()
			.forEach((files) -> sources.replace(files.getName(), new ConfigTreeText(files)));
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}

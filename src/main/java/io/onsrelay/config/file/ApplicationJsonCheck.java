package io.onsrelay.config.file;

import java.util.stream.Stream;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.json.JsonParseException;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

import io.onsrelay.config.InvalidConfigurationException;

/**
 * Rejects a {@code SPRING_APPLICATION_JSON} that can't be read, before Spring Boot does
 * so with a stack trace.
 */
class ApplicationJsonCheck implements EnvironmentPostProcessor, Ordered {

	private static final String VARIABLE = "SPRING_APPLICATION_JSON";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Stream.of("spring.application.json", VARIABLE).forEach((name) -> {
			String json = environment.getProperty(name);
			if (json != null && !json.isEmpty()) {
				check(name, json);
			}
		});
	}

	private static void check(String name, String json) {
		boolean valid = true;
		try {
			JsonParserFactory.getJsonParser().parseMap(json);
		}
		catch (JsonParseException ex) {
			// Its message may quote the value.
			valid = false;
		}
		if (!valid) {
			throw new InvalidConfigurationException(name, "this is no JSON object.",
					"Correct it, or write the properties into a YAML file.");
		}
	}

	/**
	 * Before the class of Spring Boot that reads it.
	 */
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}

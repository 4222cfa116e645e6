package io.onsrelay.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.validation.Validation;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * The settings of a test, as a user would write them: YAML, environment variables that
 * override it, or properties that override both. The environment of this machine is left
 * out.
 */
public final class TestSettings {

	private final StandardEnvironment environment = new StandardEnvironment();

	private TestSettings() {
		this.environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
		this.environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables(Map.of()));
	}

	public static TestSettings none() {
		return new TestSettings();
	}

	public static TestSettings ofYaml(String yaml) {
		return new TestSettings().yaml(yaml);
	}

	public static TestSettings ofProperties(String... pairs) {
		TestSettings settings = new TestSettings();
		TestPropertyValues.of(pairs).applyTo(settings.environment);
		return settings;
	}

	public static TestSettings ofVariables(Map<String, Object> variables) {
		return new TestSettings().andVariables(variables);
	}

	public TestSettings andVariables(Map<String, Object> variables) {
		this.environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables(variables));
		return this;
	}

	private TestSettings yaml(String yaml) {
		try {
			new YamlPropertySourceLoader()
				.load("application.yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.forEach(this.environment.getPropertySources()::addLast);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SystemEnvironmentPropertySource variables(Map<String, Object> variables) {
		return new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
				variables);
	}

	public StandardEnvironment environment() {
		return this.environment;
	}

	public StrictBinder binder() {
		return new EnvironmentStrictBinder(this.environment,
				new SpringValidatorAdapter(Validation.buildDefaultValidatorFactory().getValidator()));
	}

}

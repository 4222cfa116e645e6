package io.onsrelay.config.reload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.config.ConfigDataNotFoundException;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.ClassUtils;

import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.file.ConfigurationFileLoader;
import io.onsrelay.config.placeholder.ConfigTreePlaceholders;

/**
 * The files of the configuration: those of {@code spring.config.location},
 * {@code spring.config.additional-location} and {@code spring.config.import}, and the
 * config trees among them. They are read as Spring Boot reads them at the start, so that
 * variables and options of the command line keep their precedence.
 */
public final class ConfigurationFiles {

	private static final String FILES = "the files of the configuration";

	private static final String PROPOSAL = "the proposed routes";

	/**
	 * Attached by Spring Boot to adapt all others.
	 */
	private static final String ADAPTER = "configurationProperties";

	private final ConfigurableEnvironment started;

	/**
	 * Creates the files.
	 * @param started the environment that the application has started with
	 */
	public ConfigurationFiles(ConfigurableEnvironment started) {
		this.started = started;
	}

	/**
	 * Return whether a source of properties is a file.
	 */
	static boolean isFile(PropertySource<?> source) {
		return source instanceof OriginTrackedMapPropertySource || source instanceof ConfigTreePropertySource
				|| source.getSource() instanceof ConfigTreePropertySource;
	}

	/**
	 * Return what the application has started with.
	 * @return the environment
	 */
	public ConfigurableEnvironment started() {
		return this.started;
	}

	/**
	 * Reads all files again.
	 * @return an environment as that of a start now
	 * @throws InvalidConfigurationException if a file can't be read
	 */
	public ConfigurableEnvironment read() {
		try {
			ConfigurableEnvironment environment = withoutFiles();
			ConfigDataEnvironmentPostProcessor.applyTo(environment);
			ConfigTreePlaceholders.applyTo(environment);
			return environment;
		}
		catch (RuntimeException ex) {
			throw explained(ex);
		}
	}

	private ConfigurableEnvironment withoutFiles() {
		ConfigurableEnvironment environment = new StandardEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		sources.stream().map(PropertySource::getName).toList().forEach(sources::remove);
		this.started.getPropertySources()
			.stream()
			.filter((source) -> !source.getName().equals(ADAPTER) && !isFile(source))
			.forEach(sources::addLast);
		return environment;
	}

	// Messages of other exceptions may quote values
	private static InvalidConfigurationException explained(RuntimeException failure) {
		return switch (NestedExceptionUtils.getMostSpecificCause(failure)) {
			case InvalidConfigurationException invalid -> invalid;
			case ConfigDataNotFoundException missing -> new InvalidConfigurationException(FILES,
					"%s is not there.".formatted(missing.getReferenceDescription()),
					"Put it back, or write optional: before its location and restart.");
			case Throwable other -> new InvalidConfigurationException(FILES,
					"they can't be read (%s).".formatted(ClassUtils.getShortName(other.getClass())),
					"Run the check command with the same options: it names what is wrong.");
		};
	}

	/**
	 * Reads a text in place of a part of what all files say. Variables and options of the
	 * command line keep their precedence; placeholders have no meaning in it.
	 * @param yaml the text, in YAML
	 * @param parts the names of the properties that it stands for; what else it holds is
	 * ignored
	 * @return an environment with nothing but what it says, and what overrides it
	 * @throws InvalidConfigurationException if the text can't be read
	 */
	public ConfigurableEnvironment readProposal(String yaml, Collection<String> parts) {
		ConfigurableEnvironment environment = withoutFiles();
		List<ConfigurationPropertyName> names = parts.stream().map(ConfigurationPropertyName::of).toList();
		for (PropertySource<?> document : documents(yaml)) {
			environment.getPropertySources().addLast(PartOfSource.of(document, names));
		}
		return environment;
	}

	private static List<PropertySource<?>> documents(String yaml) {
		ProposalText.check(yaml, PROPOSAL);
		try {
			return new ConfigurationFileLoader.Yaml().load(PROPOSAL,
					new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)) {

						@Override
						public String getDescription() {
							return PROPOSAL;
						}

					});
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

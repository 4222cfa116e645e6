package io.onsrelay;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.AotDetector;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.context.ApplicationListener;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * Decides whether the service starts with the bean definitions that the build has
 * prepared, which saves a quarter of the time of a start. They are those of the default
 * configuration: where users have set a property of Spring Boot that may decide which
 * beans there are, the service reads its classes and their conditions as Spring Boot
 * does. {@code -Dspring.aot.enabled} overrides the decision.
 */
final class AheadOfTime implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

	private static final String PREPARED = OnsRelayApplication.class.getName() + "__ApplicationContextInitializer";

	/** Of Spring Boot's PropertiesLauncher. */
	private static final String LOADER_PATH = "loader.path";

	private static final List<ConfigurationPropertyName> ROOTS = names("spring", "server", "management");

	/**
	 * Properties of Spring Boot, and those below them, that decide about no bean.
	 */
	private static final List<ConfigurationPropertyName> HARMLESS = names("spring.aot", "spring.application",
			"spring.config", "spring.datasource.url", "spring.datasource.username", "spring.datasource.password",
			"spring.datasource.hikari", "spring.mail", "spring.main.banner-mode", "spring.output", "spring.ssl",
			"server.address", "server.port", "server.servlet.context-path", "server.shutdown", "server.ssl",
			"server.tomcat", "management.server.address", "management.server.port",
			"management.endpoints.web.exposure");

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		if (SpringProperties.getProperty(AotDetector.AOT_ENABLED) == null
				&& ClassUtils.isPresent(PREPARED, AheadOfTime.class.getClassLoader())
				&& suits(event.getEnvironment())) {
			SpringProperties.setFlag(AotDetector.AOT_ENABLED);
		}
	}

	/**
	 * Return whether the prepared bean definitions suit the configuration.
	 */
	static boolean suits(Environment environment) {
		// Jars beside this one may have further beans
		if (environment.containsProperty(LOADER_PATH)
				|| ManagementPortType.get(environment) != ManagementPortType.DIFFERENT) {
			return false;
		}
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source instanceof IterableConfigurationPropertySource properties
					&& properties.stream().anyMatch((name) -> mayDecide(name, source))) {
				return false;
			}
		}
		return true;
	}

	private static boolean mayDecide(ConfigurationPropertyName name, ConfigurationPropertySource source) {
		if (!isBelow(name, ROOTS) || isBelow(name, HARMLESS)) {
			return false;
		}
		ConfigurationProperty property = source.getConfigurationProperty(name);
		return property != null && !isOfTheJar(property.getOrigin());
	}

	private static boolean isBelow(ConfigurationPropertyName name, List<ConfigurationPropertyName> roots) {
		return roots.stream().anyMatch((root) -> root.equals(name) || root.isAncestorOf(name));
	}

	private static boolean isOfTheJar(@Nullable Origin origin) {
		return switch (origin) {
			case PropertySourceOrigin source when source.getOrigin() != null -> isOfTheJar(source.getOrigin());
			case TextResourceOrigin text when text.getResource() != null ->
				text.getResource().getDescription().startsWith("class path resource");
			case null, default -> false;
		};
	}

	private static List<ConfigurationPropertyName> names(String... names) {
		return Stream.of(names).map(ConfigurationPropertyName::of).toList();
	}

}

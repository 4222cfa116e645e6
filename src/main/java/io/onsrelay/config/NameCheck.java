package io.onsrelay.config;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Rejects unknown sections below {@code relay}, such as {@code relay.ingst}. Known are
 * the prefixes of all {@code @ConfigurationProperties} beans and the names that the
 * {@link StrictBinder} has bound, so this runs when all beans exist, and before any of
 * them is started.
 */
public final class NameCheck implements SmartInitializingSingleton {

	private final ListableBeanFactory beans;

	private final EnvironmentStrictBinder binder;

	private final Environment environment;

	NameCheck(ListableBeanFactory beans, EnvironmentStrictBinder binder, Environment environment) {
		this.beans = beans;
		this.binder = binder;
		this.environment = environment;
	}

	@Override
	public void afterSingletonsInstantiated() {
		checkSections(this.environment);
	}

	/**
	 * Rejects names that nothing reads in another environment than the one that the
	 * application has started with: unknown sections, and unknown names at the top.
	 * @param other the environment
	 * @throws InvalidConfigurationException if there are unknown names, with all of them
	 */
	public void check(ConfigurableEnvironment other) {
		Mistakes.refuseAll(() -> checkSections(other), () -> TopLevelCheck.check(other));
	}

	private void checkSections(Environment checked) {
		KnownProperties known = new KnownProperties(StrictBindHandler.ROOT);
		for (String bean : this.beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
			ConfigurationProperties annotation = this.beans.findAnnotationOnBean(bean, ConfigurationProperties.class);
			if (annotation != null) {
				addBelowRoot(known, ConfigurationPropertyName.of(annotation.prefix()));
			}
		}
		this.binder.bound().forEach((name) -> addBelowRoot(known, name));
		new ConfiguredProperties(ConfigurationPropertySources.get(checked)).rejectUnknown(StrictBindHandler.ROOT,
				(configured) -> !known.covers(configured), known);
	}

	private static void addBelowRoot(KnownProperties known, ConfigurationPropertyName name) {
		if (StrictBindHandler.ROOT.isAncestorOf(name)) {
			known.add(name);
		}
	}

}

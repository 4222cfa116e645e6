package io.onsrelay.cli.context;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;

import io.onsrelay.cli.context.UnavailableStore.NotOpenException;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.placeholder.UnresolvedPlaceholders;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.NotifierRegistry;

/**
 * Creates every bean of the context one by one, and goes on if one can't be created, so
 * that each module reports the mistakes in its properties.
 */
final class ConfigurationCheck {

	private static final ResolvableType FACTORY = ResolvableType.forClass(NotifierFactory.class);

	private final DefaultListableBeanFactory beans;

	private final ConfigurableEnvironment environment;

	private final Mistakes mistakes = new Mistakes();

	private final Set<String> unresolved = new HashSet<>();

	ConfigurationCheck(DefaultListableBeanFactory beans, ConfigurableEnvironment environment) {
		this.beans = beans;
		this.environment = environment;
	}

	Mistakes run() {
		UnresolvedPlaceholders.in(this.environment).forEach((mistake) -> {
			this.mistakes.add(mistake);
			this.unresolved.add(mistake.property());
		});
		for (String registry : this.beans.getBeanNamesForType(NotifierRegistry.class, true, false)) {
			if (!create(registry) && !replace(registry)) {
				createEach();
				return this.mistakes;
			}
		}
		createEach();
		this.beans.getBeanProvider(SmartInitializingSingleton.class)
			.stream()
			.filter((bean) -> bean.getClass().getName().startsWith(CommandConfiguration.BASE_PACKAGE))
			.forEach((bean) -> this.mistakes.of(bean::afterSingletonsInstantiated));
		return this.mistakes;
	}

	private void createEach() {
		for (String name : this.beans.getBeanDefinitionNames()) {
			create(name);
		}
	}

	// Routes are also checked if a destination has a mistake, but not if a kind can't be
	// created: what its destinations understand is unknown, and no section is read.
	private boolean replace(String registry) {
		List<NotifierFactory<?>> factories = new ArrayList<>();
		for (String factory : this.beans.getBeanNamesForType(FACTORY)) {
			if (!create(factory)) {
				return false;
			}
			factories.add(this.beans.getBean(factory, NotifierFactory.class));
		}
		NotifierRegistry substitute = new ConfiguredDestinations(this.environment, factories).registry();
		this.beans.removeBeanDefinition(registry);
		this.beans.registerSingleton(registry, substitute);
		return true;
	}

	// The text of a placeholder breaks other rules as well, which is of no use to know.
	private void add(InvalidConfigurationException invalid) {
		invalid.getMistakes()
			.stream()
			.filter((mistake) -> !this.unresolved.contains(mistake.property()))
			.forEach(this.mistakes::add);
	}

	private boolean create(String name) {
		try {
			this.beans.getBean(name);
			return true;
		}
		catch (BeansException ex) {
			switch (NestedExceptionUtils.getMostSpecificCause(ex)) {
				case InvalidConfigurationException invalid -> add(invalid);
				case NotOpenException needsStore -> {
				}
				case NoSuchBeanDefinitionException needsService -> {
				}
				default -> throw ex;
			}
			return false;
		}
	}

}

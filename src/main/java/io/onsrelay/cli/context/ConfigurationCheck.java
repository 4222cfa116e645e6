package io.onsrelay.cli.context;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;

import io.onsrelay.access.PublicUrl;
import io.onsrelay.cli.context.UnavailableStore.NotOpenException;
import io.onsrelay.config.InvalidConfigurationException;
import io.onsrelay.config.Mistake;
import io.onsrelay.config.Mistakes;
import io.onsrelay.config.StrictBinder;
import io.onsrelay.config.placeholder.UnresolvedPlaceholders;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.redaction.Redaction;

/**
 * Creates every bean of the context one by one, and goes on if one can't be created, so
 * that each module reports the mistakes in its properties. Where others need a bean that
 * can't be created since its properties have mistakes, it gets a substitute with as much
 * of them as can be read.
 */
final class ConfigurationCheck {

	private static final ResolvableType FACTORY = ResolvableType.forClass(NotifierFactory.class);

	private final DefaultListableBeanFactory beans;

	private final ConfigurableEnvironment environment;

	private final Mistakes mistakes = new Mistakes();

	/**
	 * Properties whose values are unknown: what depends on them is not judged.
	 */
	private final Set<String> unreadable = new HashSet<>();

	private boolean substituted;

	ConfigurationCheck(DefaultListableBeanFactory beans, ConfigurableEnvironment environment) {
		this.beans = beans;
		this.environment = environment;
	}

	Mistakes run() {
		UnresolvedPlaceholders.in(this.environment).forEach((mistake) -> {
			this.mistakes.add(mistake);
			this.unreadable.add(mistake.property());
		});
		for (String properties : this.beans.getBeanNamesForAnnotation(ConfigurationProperties.class)) {
			createOr(properties, () -> readable(properties));
		}
		this.mistakes.found().forEach((mistake) -> this.unreadable.add(mistake.property()));
		for (String redaction : this.beans.getBeanNamesForType(Redaction.class, true, false)) {
			createOr(redaction, () -> Optional.of(new Redaction(List.of())));
		}
		for (String publicUrl : this.beans.getBeanNamesForType(PublicUrl.class, true, false)) {
			createOr(publicUrl, () -> Optional.of(PublicUrl.of("")));
		}
		for (String registry : this.beans.getBeanNamesForType(NotifierRegistry.class, true, false)) {
			createOr(registry, this::configuredDestinations);
		}
		for (String name : this.beans.getBeanDefinitionNames()) {
			create(name);
		}
		for (String rule : this.beans.getBeanNamesForType(SmartInitializingSingleton.class)) {
			if (create(rule)) {
				check(this.beans.getBean(rule, SmartInitializingSingleton.class));
			}
		}
		return this.mistakes;
	}

	private void createOr(String name, Supplier<Optional<?>> substitute) {
		if (!create(name)) {
			substitute.get().ifPresent((bean) -> {
				this.beans.removeBeanDefinition(name);
				this.beans.registerSingleton(name, bean);
				this.substituted = true;
			});
		}
	}

	private Optional<?> readable(String name) {
		Class<?> type = Objects.requireNonNull(this.beans.getType(name));
		String prefix = Objects.requireNonNull(this.beans.findAnnotationOnBean(name, ConfigurationProperties.class))
			.prefix();
		try {
			return Optional.ofNullable(Binder.get(this.environment)
				.bindOrCreate(prefix, Bindable.of(type), new IgnoreErrorsBindHandler()));
		}
		catch (BindException ex) {
			// Nothing of it can be read, and why is told already.
			return Optional.empty();
		}
	}

	// Routes are also checked if a destination has a mistake, but not if a kind can't be
	// created: what its destinations understand is unknown, and no section is read.
	private Optional<?> configuredDestinations() {
		List<NotifierFactory<?>> factories = new ArrayList<>();
		for (String factory : this.beans.getBeanNamesForType(FACTORY)) {
			if (!create(factory)) {
				return Optional.empty();
			}
			factories.add(this.beans.getBean(factory, NotifierFactory.class));
		}
		return Optional
			.of(new ConfiguredDestinations(this.environment, this.beans.getBean(StrictBinder.class), factories)
				.registry());
	}

	private void check(SmartInitializingSingleton rule) {
		if (!rule.getClass().getName().startsWith(CommandConfiguration.BASE_PACKAGE)) {
			return;
		}
		try {
			rule.afterSingletonsInstantiated();
		}
		catch (InvalidConfigurationException invalid) {
			add(invalid);
		}
	}

	// The text of a placeholder breaks other rules as well, and a default in place of a
	// value that can't be read contradicts others, which is of no use to know.
	private void add(InvalidConfigurationException invalid) {
		invalid.getMistakes()
			.stream()
			.filter((mistake) -> this.unreadable.stream().noneMatch((property) -> isAbout(mistake, property)))
			.forEach(this.mistakes::add);
	}

	private static boolean isAbout(Mistake mistake, String property) {
		return mistake.property().equals(property) || names(mistake.description(), property)
				|| (names(mistake.action(), property) && !mistake.action().startsWith("Did you mean"));
	}

	private static boolean names(String text, String property) {
		return Pattern.compile("(?<![\\w.-])" + Pattern.quote(property) + "(?![\\w-]|[.\\[]\\w)").matcher(text).find();
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
				default -> {
					if (!this.substituted) {
						throw ex;
					}
				}
			}
			return false;
		}
	}

}

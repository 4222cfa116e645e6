package io.onsrelay.config;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.validation.Validator;

/**
 * Binds from the environment of the application, and remembers which names it has bound.
 */
class EnvironmentStrictBinder implements StrictBinder {

	private final Environment environment;

	private final Validator validator;

	private final Set<ConfigurationPropertyName> bound = ConcurrentHashMap.newKeySet();

	EnvironmentStrictBinder(Environment environment, Validator validator) {
		this.environment = environment;
		this.validator = validator;
	}

	@Override
	public <T> T bind(String name, Bindable<T> target, T empty) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.of(name);
		this.bound.add(propertyName);
		try {
			return Binder.get(this.environment)
				.bind(propertyName, target, new StrictBindHandler(new ValidationBindHandler(this.validator)))
				.orElse(empty);
		}
		catch (BindException ex) {
			throw (NestedExceptionUtils.getRootCause(ex) instanceof InvalidConfigurationException explained) ? explained
					: ex;
		}
	}

	@Override
	public void allowOnly(String name, Collection<String> keys) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.of(name);
		KnownProperties known = new KnownProperties(propertyName);
		keys.forEach((key) -> known.add(propertyName.append(key)));
		new ConfiguredProperties(ConfigurationPropertySources.get(this.environment)).rejectUnknown(propertyName,
				(configured) -> !known.covers(configured), known);
	}

	/**
	 * Return the names that have been bound so far.
	 * @return the names
	 */
	Set<ConfigurationPropertyName> bound() {
		return Set.copyOf(this.bound);
	}

}

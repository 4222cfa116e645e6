package io.onsrelay.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.IgnoreErrorsBindHandler;
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
		return strict(propertyName, target).orElse(empty);
	}

	private static ConfigurationPropertyName entry(String map, String key) {
		return ConfigurationPropertyName.of(map)
			.append((ConfigurationPropertyName.isValid(key) && key.indexOf('.') < 0) ? key : "[" + key + "]");
	}

	private <T> BindResult<T> strict(ConfigurationPropertyName name, Bindable<T> target) {
		try {
			return Binder.get(this.environment)
				.bind(name, target, new StrictBindHandler(new ValidationBindHandler(this.validator)));
		}
		catch (BindException ex) {
			throw (NestedExceptionUtils.getRootCause(ex) instanceof InvalidConfigurationException explained) ? explained
					: ex;
		}
	}

	@Override
	public <T> T bind(String name, Bindable<T> target, T empty, Mistakes mistakes) {
		try {
			return bind(name, target, empty);
		}
		catch (InvalidConfigurationException ex) {
			mistakes.add(ex);
		}
		try {
			return Binder.get(this.environment).bind(name, target, new IgnoreErrorsBindHandler()).orElse(empty);
		}
		catch (BindException ex) {
			// Why is told already.
			return empty;
		}
	}

	@Override
	public <T> Map<String, T> bindEach(String name, Class<T> type, Mistakes mistakes) {
		try {
			return bind(name, Bindable.mapOf(String.class, type), Map.of());
		}
		catch (InvalidConfigurationException ex) {
			mistakes.add(ex);
		}
		Map<String, T> entries = new LinkedHashMap<>();
		bind(name, Bindable.mapOf(String.class, Object.class), Map.of(), new Mistakes()).keySet().forEach((key) -> {
			ConfigurationPropertyName entry = entry(name, key);
			mistakes.of(() -> strict(entry, Bindable.of(type)).ifBound((value) -> entries.put(key, value)));
		});
		return entries;
	}

	@Override
	public void allowOnly(String name, Collection<String> keys) {
		ConfigurationPropertyName propertyName = ConfigurationPropertyName.of(name);
		KnownProperties known = new KnownProperties(propertyName);
		keys.forEach((key) -> known.add(propertyName.append(key)));
		new ConfiguredProperties(ConfigurationPropertySources.get(this.environment)).rejectUnknown(propertyName,
				(configured) -> !known.covers(configured), known);
	}

	@Override
	public StrictBinder in(Environment environment) {
		return new EnvironmentStrictBinder(environment, this.validator);
	}

	/**
	 * Return the names that have been bound so far.
	 * @return the names
	 */
	Set<ConfigurationPropertyName> bound() {
		return Set.copyOf(this.bound);
	}

}

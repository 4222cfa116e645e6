package io.onsrelay.config;

import java.util.Collection;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.core.env.Environment;

/**
 * Binds a part of the configuration whose structure is only known at run time, as
 * strictly as a {@code @ConfigurationProperties} record that ignores nothing: unknown
 * keys and broken constraints fail the start.
 */
public interface StrictBinder {

	/**
	 * Binds all properties below a name.
	 * @param <T> the type to bind to
	 * @param name the name, such as {@code relay.routes}, in canonical form
	 * @param target the type to bind to; records are bound by constructor and validated
	 * with Jakarta Validation
	 * @param empty the value where nothing is configured
	 * @return the bound value
	 * @throws InvalidConfigurationException if a key is unknown, a value can't be
	 * converted or a constraint is broken
	 */
	<T> T bind(String name, Bindable<T> target, T empty);

	/**
	 * Binds all properties below a name as far as they can be read, so that what can be
	 * is checked as well.
	 * @param <T> the type to bind to
	 * @param name the name, such as {@code relay.routes}, in canonical form
	 * @param target the type to bind to
	 * @param empty the value where nothing is configured, or nothing can be read
	 * @param mistakes where mistakes are added
	 * @return the bound value, without what is wrong if there are mistakes
	 */
	<T> T bind(String name, Bindable<T> target, T empty, Mistakes mistakes);

	/**
	 * Binds the entries of a map, each as a record.
	 * @param <T> the type of the entries
	 * @param name the name of the map in canonical form
	 * @param type the type of the entries
	 * @param mistakes where mistakes are added
	 * @return the entries without mistakes
	 */
	<T> Map<String, T> bindEach(String name, Class<T> type, Mistakes mistakes);

	/**
	 * Checks that only certain keys are configured below a name. What is below those keys
	 * is not checked.
	 * @param name the name, such as {@code relay.notifier}, in canonical form
	 * @param keys the keys that may follow it
	 * @throws InvalidConfigurationException if another key is configured
	 */
	void allowOnly(String name, Collection<String> keys);

	/**
	 * Return a binder that binds as this one does, from other properties.
	 * @param environment the properties
	 * @return the binder
	 */
	StrictBinder in(Environment environment);

}

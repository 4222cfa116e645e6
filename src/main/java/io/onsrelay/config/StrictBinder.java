package io.onsrelay.config;

import java.util.Collection;

import org.springframework.boot.context.properties.bind.Bindable;

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
	 * Checks that only certain keys are configured below a name. What is below those keys
	 * is not checked.
	 * @param name the name, such as {@code relay.notifier}, in canonical form
	 * @param keys the keys that may follow it
	 * @throws InvalidConfigurationException if another key is configured
	 */
	void allowOnly(String name, Collection<String> keys);

}

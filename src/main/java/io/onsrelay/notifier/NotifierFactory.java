package io.onsrelay.notifier;

import java.util.Map;

/**
 * Adds a kind of notifier: a bean of this type is all there is to it. What users write
 * below {@code relay.notifier.<kind>.<name>} is bound to the settings, and becomes the
 * destination {@code <kind>/<name>}.
 *
 * @param <S> the settings of one destination: a record, bound by constructor and
 * validated with Jakarta Validation
 */
public interface NotifierFactory<S> {

	/**
	 * Return the kind.
	 * @return lower-case letters, digits and dashes, at most 32
	 */
	String kind();

	/**
	 * Return the type of the settings.
	 * @return a record
	 */
	Class<S> settings();

	/**
	 * Creates the notifier of one destination.
	 * @param destination its name
	 * @param settings its settings, already validated
	 * @return the notifier
	 */
	Notifier create(Destination destination, S settings);

	/**
	 * Return destinations that are there without being configured.
	 * @return settings by name
	 */
	default Map<String, S> defaults() {
		return Map.of();
	}

	/**
	 * Return whether people read what destinations of this kind get, as it comes. They
	 * can be spared by mute windows; stores and other services get everything.
	 * @return {@code true} unless the kind says otherwise
	 */
	default boolean muteable() {
		return true;
	}

	/**
	 * Return whether a destination gets every message, beside what the routes send to it.
	 * @param settings its settings
	 * @return {@code true} if it gets every message
	 */
	default boolean receivesAll(S settings) {
		return false;
	}

}

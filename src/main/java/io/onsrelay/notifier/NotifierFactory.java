package io.onsrelay.notifier;

import java.util.Map;
import java.util.Optional;

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

	/**
	 * Return how routes write the mentions that destinations of this kind understand.
	 * @return the syntax; empty unless the kind has mentions
	 */
	default Optional<MentionSyntax> mentionSyntax() {
		return Optional.empty();
	}

	/**
	 * Renders a message for the vendor's own preview tool. Unlike
	 * {@link Notifier#preview} it needs no configured destination.
	 * @param notification the message, and how its route wants it shown
	 * @return what the tool takes; empty unless the vendor has such a tool
	 */
	default Optional<String> vendorPreview(Notification notification) {
		return Optional.empty();
	}

}

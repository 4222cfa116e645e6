package io.onsrelay.notifier;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import io.onsrelay.notifier.PresentationOverrides.PagerAction;

/**
 * Adds a kind of notifier. A bean of this type is all that a kind needs: the properties
 * below {@code relay.notifier.<kind>.<name>} are bound to the settings of the destination
 * {@code <kind>/<name>}.
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
	 * @param destination the destination
	 * @param settings its settings, validated
	 * @return the notifier
	 */
	DestinationNotifier create(Destination destination, S settings);

	/**
	 * Return the destinations that exist without being configured.
	 * @return their settings by name
	 */
	default Map<String, S> defaults() {
		return Map.of();
	}

	/**
	 * Return whether the mute windows of routes and the silences of operators apply to
	 * destinations of this kind. They apply where users are notified; stores and other
	 * services get every message.
	 * @return {@code true} unless the kind says otherwise
	 */
	default boolean muteable() {
		return true;
	}

	/**
	 * Return whether destinations of this kind keep incidents that a later message
	 * closes, and notify no user of an end whose beginning they do not know. A silence
	 * never holds back such an end: an incident that was open before it is still closed.
	 * @return {@code false} unless the kind says otherwise; a silence then holds back the
	 * end of what it has held back itself
	 */
	default boolean closesIncidents() {
		return false;
	}

	/**
	 * Return whether a destination gets every message, whatever the routes say.
	 * @param settings its settings
	 * @return {@code true} if it gets every message
	 */
	default boolean receivesAll(S settings) {
		return false;
	}

	/**
	 * Divides a notification of several records into those that are delivered by
	 * themselves, each in the order of its own resource or alarm. Every record is in
	 * exactly one of them.
	 * @param notification the notification, as a route selects it
	 * @return its parts; the notification itself unless the kind says otherwise
	 */
	default List<Notification> divide(Notification notification) {
		return List.of(notification);
	}

	/**
	 * Return why a route can deliver nothing to destinations of this kind. Such a route
	 * fails the start.
	 * @param action what the route wants a pager to do
	 * @return the reason, a sentence for the one who wrote the route; empty unless the
	 * kind has no use for the action
	 */
	default Optional<String> objection(PagerAction action) {
		return Optional.empty();
	}

	/**
	 * Return how long a delivery to a destination may take.
	 * @param settings its settings
	 * @return the sum of the time-outs of its calls; zero if it calls nothing outside
	 */
	default Duration timeout(S settings) {
		return Duration.ZERO;
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
	 * {@link DestinationNotifier#preview} it needs no configured destination.
	 * @param notification the message, and how its route wants it shown
	 * @return what the tool takes; empty unless the vendor has such a tool
	 */
	default Optional<String> vendorPreview(Notification notification) {
		return Optional.empty();
	}

	/**
	 * How mentions are written for the destinations of a kind: the vendor's markup that
	 * notifies users of a chat.
	 *
	 * @param pattern what the whole of a text with one or several mentions matches
	 * @param hint what to write, as a sentence for a user who wrote something else
	 */
	record MentionSyntax(Pattern pattern, String hint) {

		/**
		 * Return whether a text consists of mentions.
		 * @param text what a route has for a severity
		 * @return {@code true} if the destinations can read it
		 */
		public boolean matches(String text) {
			return this.pattern.matcher(text).matches();
		}

	}

}

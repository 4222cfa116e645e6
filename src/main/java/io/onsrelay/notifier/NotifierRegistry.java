package io.onsrelay.notifier;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.onsrelay.config.Suggestions;

/**
 * The configured destinations with their notifiers, and the kinds.
 */
public final class NotifierRegistry {

	private final Map<Destination, DestinationNotifier> notifiers;

	private final Set<Destination> receivingAll;

	private final Map<Destination, Duration> timeouts;

	private final TreeMap<String, NotifierFactory<?>> kinds = new TreeMap<>();

	/**
	 * Creates the registry of destinations that call nothing outside.
	 * @param notifiers the notifier of each destination
	 * @param receivingAll the destinations that get every message
	 * @param factories the kinds
	 */
	public NotifierRegistry(Map<Destination, ? extends DestinationNotifier> notifiers, Set<Destination> receivingAll,
			Collection<? extends NotifierFactory<?>> factories) {
		this(notifiers, receivingAll, Map.of(), factories);
	}

	/**
	 * Creates the registry.
	 * @param notifiers the notifier of each destination
	 * @param receivingAll the destinations that get every message
	 * @param timeouts how long a delivery may take, for destinations that are called
	 * @param factories the kinds
	 */
	public NotifierRegistry(Map<Destination, ? extends DestinationNotifier> notifiers, Set<Destination> receivingAll,
			Map<Destination, Duration> timeouts, Collection<? extends NotifierFactory<?>> factories) {
		this.timeouts = Map.copyOf(timeouts);
		this.notifiers = Map.copyOf(notifiers);
		this.receivingAll = Set.copyOf(receivingAll);
		factories.forEach((factory) -> this.kinds.put(factory.kind(), factory));
	}

	/**
	 * Return the notifier of a destination.
	 * @param destination the destination
	 * @return its notifier
	 * @throws IllegalArgumentException if the destination is not configured
	 */
	public DestinationNotifier get(Destination destination) {
		DestinationNotifier notifier = this.notifiers.get(destination);
		if (notifier == null) {
			throw new IllegalArgumentException("No destination '%s' is configured".formatted(destination));
		}
		return notifier;
	}

	/**
	 * Return the destinations.
	 * @return all of them, in alphabetical order
	 */
	public SortedSet<Destination> destinations() {
		return new TreeSet<>(this.notifiers.keySet());
	}

	/**
	 * Return the destinations that are called.
	 * @return the notifier of each, in alphabetical order of the destinations
	 */
	public SortedMap<Destination, Notifier> called() {
		return select(Notifier.class);
	}

	/**
	 * Tells a user that no destination of a name is called.
	 * @param destination the destination that the user named
	 * @return a sentence, with the name that was probably meant and those that there are
	 */
	public String noSuchCalled(Destination destination) {
		List<String> names = called().keySet().stream().map(Destination::toString).toList();
		return "There is no destination '%s'. %s%s".formatted(destination,
				Suggestions.nearest(destination.toString(), names).map("Did you mean %s? "::formatted).orElse(""),
				names.isEmpty() ? "None is configured below relay.notifier."
						: "There are: %s.".formatted(String.join(", ", names)));
	}

	/**
	 * Return the destinations that are written by the commit that accepts a message.
	 * @return the notifier of each, in alphabetical order of the destinations
	 */
	public SortedMap<Destination, StoreNotifier> written() {
		return select(StoreNotifier.class);
	}

	private <N extends DestinationNotifier> SortedMap<Destination, N> select(Class<N> type) {
		SortedMap<Destination, N> selected = new TreeMap<>();
		this.notifiers.forEach((destination, notifier) -> {
			if (type.isInstance(notifier)) {
				selected.put(destination, type.cast(notifier));
			}
		});
		return selected;
	}

	/**
	 * Return the destinations that get every message, whatever the routes say.
	 * @return these destinations, in alphabetical order
	 */
	public SortedSet<Destination> receivingAll() {
		return new TreeSet<>(this.receivingAll);
	}

	/**
	 * Return how long a delivery to a destination may take.
	 * @param destination the destination
	 * @return the sum of the time-outs of its calls; zero if it calls nothing outside
	 */
	public Duration timeout(Destination destination) {
		return this.timeouts.getOrDefault(destination, Duration.ZERO);
	}

	/**
	 * Return whether mute windows and silences apply to a destination.
	 * @param destination the destination
	 * @return {@code false} if it is a store or another service, or not configured
	 */
	public boolean isMuteable(Destination destination) {
		return this.notifiers.containsKey(destination)
				&& kind(destination.kind()).filter(NotifierFactory::muteable).isPresent();
	}

	/**
	 * Return whether a destination keeps incidents that a later message closes.
	 * @param destination the destination
	 * @return {@code true} if an end is never held back from it
	 */
	public boolean closesIncidents(Destination destination) {
		return kind(destination.kind()).filter(NotifierFactory::closesIncidents).isPresent();
	}

	/**
	 * Divides a notification of several records into those that its destination gets by
	 * themselves.
	 * @param notification the notification
	 * @return its parts; the notification itself if it is not to be divided
	 */
	public List<Notification> divide(Notification notification) {
		return (notification.message().contents().size() == 1) ? List.of(notification)
				: kind(notification.destination().kind()).map((factory) -> factory.divide(notification))
					.orElse(List.of(notification));
	}

	/**
	 * Return why a route can deliver nothing to a destination.
	 * @param destination the destination
	 * @param action what the route wants a pager to do
	 * @return the reason; empty if it can
	 */
	public Optional<String> objection(Destination destination, PresentationOverrides.PagerAction action) {
		return kind(destination.kind()).flatMap((factory) -> factory.objection(action));
	}

	/**
	 * Return the kinds, whether destinations of them are configured or not.
	 * @return the names, in alphabetical order
	 */
	public SortedSet<String> kinds() {
		return Collections.unmodifiableSortedSet(this.kinds.navigableKeySet());
	}

	/**
	 * Return how mentions are written for destinations of a kind.
	 * @param kind the name of the kind
	 * @return the syntax; empty if the kind has no mentions, or is unknown
	 */
	public Optional<NotifierFactory.MentionSyntax> mentionSyntax(String kind) {
		return kind(kind).flatMap(NotifierFactory::mentionSyntax);
	}

	/**
	 * Renders a message for the preview tool of a kind's vendor.
	 * @param kind the name of the kind
	 * @param notification the message, and how its route wants it shown
	 * @return what the tool takes; empty if the kind knows no such tool, or is unknown
	 */
	public Optional<String> vendorPreview(String kind, Notification notification) {
		return kind(kind).flatMap((factory) -> factory.vendorPreview(notification));
	}

	private Optional<NotifierFactory<?>> kind(String name) {
		return Optional.ofNullable(this.kinds.get(name));
	}

}

package io.onsrelay.notifier;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The destinations that are configured, and the notifier of each.
 */
public final class NotifierRegistry {

	private final Map<Destination, Notifier> notifiers;

	private final Set<Destination> receivingAll;

	private final Set<Destination> muteable;

	/**
	 * Creates the registry.
	 * @param notifiers the notifier of each destination
	 * @param receivingAll the destinations that get every message
	 * @param muteable the destinations where people read what they get
	 */
	public NotifierRegistry(Map<Destination, Notifier> notifiers, Set<Destination> receivingAll,
			Set<Destination> muteable) {
		this.notifiers = Map.copyOf(notifiers);
		this.receivingAll = Set.copyOf(receivingAll);
		this.muteable = Set.copyOf(muteable);
	}

	/**
	 * Return the notifier of a destination.
	 * @param destination the destination
	 * @return its notifier
	 * @throws IllegalArgumentException if the destination is not configured
	 */
	public Notifier get(Destination destination) {
		Notifier notifier = this.notifiers.get(destination);
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
	 * Return the destinations that get every message, whatever the routes say.
	 * @return those, in alphabetical order
	 */
	public SortedSet<Destination> receivingAll() {
		return new TreeSet<>(this.receivingAll);
	}

	/**
	 * Return whether people read what a destination gets, so that they can be left in
	 * peace.
	 * @param destination the destination
	 * @return {@code false} if it is a store or another service
	 */
	public boolean isMuteable(Destination destination) {
		return this.muteable.contains(destination);
	}

}

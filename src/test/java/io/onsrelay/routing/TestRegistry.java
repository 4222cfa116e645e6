package io.onsrelay.routing;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;

/**
 * Destinations of which the audit stores take everything and all others address people.
 */
final class TestRegistry {

	private static final Notifier NOTIFIER = (batch) -> Outcome.delivered();

	private TestRegistry() {
	}

	static NotifierRegistry of(String... destinations) {
		Map<Boolean, Set<Destination>> byStore = Arrays.stream(destinations)
			.map(Destination::of)
			.collect(
					Collectors.partitioningBy((destination) -> destination.kind().equals("audit"), Collectors.toSet()));
		Set<Destination> stores = byStore.getOrDefault(true, Set.of());
		Set<Destination> people = byStore.getOrDefault(false, Set.of());
		return new NotifierRegistry(
				Arrays.stream(destinations).collect(Collectors.toMap(Destination::of, (destination) -> NOTIFIER)),
				stores, people);
	}

}

package io.onsrelay.routing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.Notifier;
import io.onsrelay.notifier.NotifierFactory;
import io.onsrelay.notifier.NotifierFactory.MentionSyntax;
import io.onsrelay.notifier.NotifierRegistry;
import io.onsrelay.notifier.Outcome;
import io.onsrelay.notifier.slack.payload.SlackMentions;

/**
 * Makes registries in which audit stores receive all messages, all other destinations are
 * muteable, Slack has mentions, and PagerDuty gets each record by itself.
 */
final class TestRegistry {

	private static final String STORE = "audit";

	private static final Notifier NOTIFIER = (batch) -> Outcome.delivered();

	private TestRegistry() {
	}

	static NotifierRegistry of(String... destinations) {
		Map<Destination, Notifier> notifiers = Arrays.stream(destinations)
			.collect(Collectors.toMap(Destination::of, (destination) -> NOTIFIER));
		Set<Destination> stores = notifiers.keySet()
			.stream()
			.filter((destination) -> destination.kind().equals(STORE))
			.collect(Collectors.toSet());
		Set<String> kinds = notifiers.keySet().stream().map(Destination::kind).collect(Collectors.toSet());
		return new NotifierRegistry(notifiers, stores, kinds.stream().map(Kind::new).toList());
	}

	/**
	 * A kind by its name alone.
	 */
	private record Kind(String kind) implements NotifierFactory<Object> {

		@Override
		public Class<Object> settings() {
			return Object.class;
		}

		@Override
		public Notifier create(Destination destination, Object settings) {
			return NOTIFIER;
		}

		@Override
		public boolean muteable() {
			return !this.kind.equals(STORE);
		}

		@Override
		public List<Notification> divide(Notification notification) {
			return this.kind.equals("pagerduty")
					? IntStream.range(0, notification.message().contents().size()).mapToObj(notification::part).toList()
					: List.of(notification);
		}

		@Override
		public Optional<MentionSyntax> mentionSyntax() {
			return this.kind.equals("slack") ? Optional.of(SlackMentions.SYNTAX) : Optional.empty();
		}

	}

}

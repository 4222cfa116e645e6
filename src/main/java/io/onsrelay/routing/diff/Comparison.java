package io.onsrelay.routing.diff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.routing.RouteTable;

/**
 * Compares where messages go by one table of routes with where they go by another one. A
 * route is muted, or not, as it was when the message was received.
 */
public final class Comparison {

	/**
	 * How many messages are named.
	 */
	static final int SHOWN = 200;

	private final RouteTable before;

	private final RouteTable after;

	private final Set<Destination> compared;

	private final Function<Message, String> title;

	private final Map<Destination, Integer> more = new TreeMap<>();

	private final Map<Destination, Integer> fewer = new TreeMap<>();

	private final List<RoutesDiff.MovedMessage> messages = new ArrayList<>();

	private int moved;

	/**
	 * Creates a comparison.
	 * @param before where messages go now, where they do not say it themselves
	 * @param after where they would go
	 * @param compared the destinations to look at
	 * @param title names a message for people
	 */
	public Comparison(RouteTable before, RouteTable after, Set<Destination> compared, Function<Message, String> title) {
		this.before = before;
		this.after = after;
		this.compared = Set.copyOf(compared);
		this.title = title;
	}

	/**
	 * Compares the newest messages, until one is too old.
	 * @param portions finds messages with smaller numbers than the one that is given, the
	 * newest first; none if there are no more
	 * @param from the time of the first message to look at
	 * @param limit how many to look at, at most
	 * @return which of them would go elsewhere
	 */
	public RoutesDiff of(LongFunction<List<PastMessage>> portions, Instant from, int limit) {
		int lookedAt = 0;
		long seq = Long.MAX_VALUE;
		List<PastMessage> portion = portions.apply(seq);
		while (!portion.isEmpty()) {
			for (PastMessage one : portion) {
				if (one.message().receivedAt().isBefore(from)) {
					return diff(from, lookedAt, true);
				}
				if (lookedAt == limit) {
					return diff(from, lookedAt, false);
				}
				lookedAt++;
				compare(one);
				seq = one.seq();
			}
			portion = portions.apply(seq);
		}
		return diff(from, lookedAt, true);
	}

	private void compare(PastMessage one) {
		Message message = one.message();
		Set<Destination> sentTo = one.sentTo();
		Set<Destination> now = (sentTo != null) ? sentTo : destinations(this.before, message);
		Set<Destination> then = destinations(this.after, message);
		if (now.equals(then)) {
			return;
		}
		this.moved++;
		count(then, now, this.more);
		count(now, then, this.fewer);
		if (this.messages.size() < SHOWN) {
			this.messages.add(new RoutesDiff.MovedMessage(message.id(), message.receivedAt(), this.title.apply(message),
					List.copyOf(new TreeSet<>(now)), List.copyOf(new TreeSet<>(then))));
		}
	}

	private Set<Destination> destinations(RouteTable table, Message message) {
		return table.route(message, message.receivedAt())
			.notifications()
			.stream()
			.map(Notification::destination)
			.filter(this.compared::contains)
			.collect(Collectors.toSet());
	}

	private static void count(Set<Destination> with, Set<Destination> without, Map<Destination, Integer> counts) {
		with.stream()
			.filter((destination) -> !without.contains(destination))
			.forEach((destination) -> counts.merge(destination, 1, Integer::sum));
	}

	private RoutesDiff diff(Instant from, int lookedAt, boolean complete) {
		Set<Destination> changed = new TreeSet<>(this.more.keySet());
		changed.addAll(this.fewer.keySet());
		return new RoutesDiff(from, lookedAt, complete, this.moved,
				changed.stream()
					.map((destination) -> new RoutesDiff.DestinationChange(destination,
							this.more.getOrDefault(destination, 0), this.fewer.getOrDefault(destination, 0)))
					.toList(),
				this.messages);
	}

}

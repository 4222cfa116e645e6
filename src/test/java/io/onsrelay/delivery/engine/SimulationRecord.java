package io.onsrelay.delivery.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.SimulatedStore;

/**
 * What happened in a simulation, and what of it breaks a promise.
 */
final class SimulationRecord {

	private final Map<Destination, SimulatedReceiver> receivers;

	private final Set<Message> acknowledged = new LinkedHashSet<>();

	private final Set<Message> accepted = new LinkedHashSet<>();

	private final List<String> broken = new ArrayList<>();

	private int kills;

	SimulationRecord(Map<Destination, SimulatedReceiver> receivers) {
		this.receivers = receivers;
	}

	void acknowledged(Message message, boolean first) {
		this.acknowledged.add(message);
		if (first && !this.accepted.add(message)) {
			this.broken.add("accepted twice: " + id(message));
		}
	}

	void refused(Message message, boolean committedNevertheless) {
		if (committedNevertheless) {
			this.accepted.add(message);
		}
	}

	void pacedCall(boolean farEnough) {
		if (!farEnough) {
			this.broken.add("a call came too early for the rate");
		}
	}

	void killed() {
		this.kills++;
	}

	int kills() {
		return this.kills;
	}

	/**
	 * How many calls took part of a batch.
	 */
	int partial() {
		return this.receivers.values().stream().mapToInt(SimulatedReceiver::partial).sum();
	}

	int messages() {
		return this.acknowledged.size();
	}

	long pending(SimulatedStore store) {
		return store.read(
				(jdbc) -> jdbc.sql("SELECT count(*) FROM delivery WHERE state = 'pending'").query(Long.class).single());
	}

	/**
	 * Looks at how it ended.
	 */
	void finish(SimulatedStore store) {
		if (pending(store) > 0) {
			this.broken.add(pending(store) + " deliveries are stuck");
		}
		this.receivers.forEach((destination, receiver) -> {
			Map<String, String> states = states(store, destination);
			this.acknowledged.stream()
				.map(SimulationRecord::id)
				.filter((id) -> !states.containsKey(id))
				.forEach((id) -> this.broken.add("lost on the way to " + destination + ": " + id));
			states.forEach((id, state) -> checkEnd(destination, receiver, id, state));
			receiver.unexcused()
				.forEach((id, times) -> check(times == 1,
						"delivered %d times to %s: %s".formatted(times, destination, id)));
			checkOrder(store, destination, receiver.received());
		});
	}

	private void checkEnd(Destination destination, SimulatedReceiver receiver, String id, String state) {
		boolean arrived = receiver.received().contains(id);
		check(!state.equals("delivered") || arrived, "%s never got %s".formatted(destination, id));
	}

	/**
	 * Of two messages about one resource, the one that happened and was accepted first
	 * arrives first, unless it was given up in between.
	 */
	private void checkOrder(SimulatedStore store, Destination destination, List<String> received) {
		List<String> first = received.stream().distinct().toList();
		Set<String> everDead = new HashSet<>(store.read((jdbc) -> jdbc.sql("""
				SELECT DISTINCT message_key FROM (
					SELECT json_extract(CAST(body AS TEXT), '$.eventID') AS message_key FROM attempt
					JOIN delivery ON delivery.id = delivery_id JOIN message_body ON seq = message_seq
					WHERE outcome = 'dead' AND destination = :destination)
				""").param("destination", destination.toString()).query((row, _) -> row.getString(1)).list()));
		Map<String, List<Message>> ofResource = this.accepted.stream()
			.filter((message) -> first.contains(id(message)) && !everDead.contains(id(message)))
			.collect(Collectors.groupingBy(Message::orderingKey));
		ofResource.values().forEach((messages) -> checkOrder(destination, messages, first));
	}

	private void checkOrder(Destination destination, List<Message> acceptedInOrder, List<String> first) {
		for (int i = 0; i < acceptedInOrder.size(); i++) {
			for (Message later : acceptedInOrder.subList(i + 1, acceptedInOrder.size())) {
				Message earlier = acceptedInOrder.get(i);
				check(earlier.occurredAt().isAfter(later.occurredAt())
						|| first.indexOf(id(earlier)) < first.indexOf(id(later)),
						"%s got %s before %s".formatted(destination, id(later), id(earlier)));
			}
		}
	}

	private static Map<String, String> states(SimulatedStore store, Destination destination) {
		return store.read((jdbc) -> jdbc.sql("""
				SELECT json_extract(CAST(body AS TEXT), '$.eventID') AS event, state
				FROM delivery JOIN message_body ON seq = message_seq WHERE destination = :destination
				""")
			.param("destination", destination.toString())
			.query((row, _) -> Map.entry(row.getString("event"), row.getString("state")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
	}

	private void check(boolean holds, String promise) {
		if (!holds) {
			this.broken.add(promise);
		}
	}

	/**
	 * The promises that were broken, none if all is well.
	 */
	List<String> broken() {
		return Collections.unmodifiableList(this.broken);
	}

	private static String id(Message message) {
		return message.headers().messageId().orElseThrow();
	}

}

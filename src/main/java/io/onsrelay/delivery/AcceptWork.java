package io.onsrelay.delivery;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.StoreNotifier;
import io.onsrelay.store.BatchedWork;
import io.onsrelay.store.UnitOfWork;

/**
 * What is written when a message is accepted: the message, once, its deliveries to each
 * destination that is called, unless they are held back, and the message again at each
 * destination in the same database, in one unit of work. Messages that are accepted at
 * the same time are written by the same statements.
 */
public final class AcceptWork implements BatchedWork<AcceptWork.RoutedMessage, AcceptWork.Accepted> {

	private static final Set<String> SHARED = Set.of(HoldBack.LOCK);

	private final Journal journal;

	private final Outbox outbox;

	private final Map<Destination, StoreNotifier> written;

	private final HoldBack holdBack;

	/**
	 * Creates work that holds back nothing.
	 * @param journal where messages are kept
	 * @param outbox where deliveries are kept
	 * @param written the destinations that this work itself writes to; the others get
	 * deliveries
	 */
	public AcceptWork(Journal journal, Outbox outbox, Map<Destination, StoreNotifier> written) {
		this(journal, outbox, written, HoldBack.NOTHING);
	}

	/**
	 * Creates the work.
	 * @param journal where messages are kept
	 * @param outbox where deliveries are kept
	 * @param written the destinations that this work itself writes to; the others get
	 * deliveries
	 * @param holdBack decides which deliveries are held back
	 */
	public AcceptWork(Journal journal, Outbox outbox, Map<Destination, StoreNotifier> written, HoldBack holdBack) {
		this.journal = journal;
		this.outbox = outbox;
		this.written = Map.copyOf(written);
		this.holdBack = holdBack;
	}

	/**
	 * Return the unit of work that accepts one message.
	 * @param message the message
	 * @param notifications one for each delivery
	 * @return the unit
	 */
	public UnitOfWork<Accepted> accept(Message message, List<Notification> notifications) {
		return accept(new RoutedMessage(message, notifications));
	}

	/**
	 * Return the unit of work that accepts a message of which nothing is held back.
	 * @param message the message
	 * @param notifications one for each delivery
	 * @return the unit
	 */
	public UnitOfWork<Accepted> acceptAlways(Message message, List<Notification> notifications) {
		return accept(new RoutedMessage(message, notifications, false));
	}

	private UnitOfWork<Accepted> accept(RoutedMessage routed) {
		return item(routed, () -> locks(routed));
	}

	private static Set<String> locks(RoutedMessage routed) {
		Set<String> locks = routed.notifications()
			.stream()
			.map((notification) -> Outbox.lock(notification.message().orderingKey()))
			.collect(Collectors.toSet());
		locks.add(Journal.lock(routed.message()));
		return locks;
	}

	@Override
	public Collection<String> sharedLocks() {
		return SHARED;
	}

	@Override
	public List<Accepted> run(JdbcClient jdbc, List<RoutedMessage> messages) {
		List<OptionalLong> seqs = this.journal.append(jdbc, messages.stream().map(RoutedMessage::message).toList());
		List<Delivery> deliveries = new ArrayList<>();
		Map<Destination, SortedMap<Long, Notification>> appended = new TreeMap<>();
		for (int i = 0; i < messages.size(); i++) {
			if (seqs.get(i).isPresent()) {
				divide(messages.get(i), i, seqs.get(i).getAsLong(), deliveries, appended);
			}
		}
		deliveries.sort(Comparator.comparingLong((delivery) -> delivery.candidate().entry().messageSeq()));
		List<Accepted> accepted = new ArrayList<>();
		seqs.forEach((seq) -> accepted.add(new Accepted(seq, new ArrayList<>(), new ArrayList<>())));
		enqueue(jdbc, deliveries, accepted);
		appended.forEach((destination, notifications) -> notifier(destination).append(jdbc, notifications));
		return accepted;
	}

	private void divide(RoutedMessage routed, int index, long seq, List<Delivery> deliveries,
			Map<Destination, SortedMap<Long, Notification>> appended) {
		Map<Destination, Integer> parts = new HashMap<>();
		for (Notification notification : routed.notifications()) {
			Destination destination = notification.destination();
			if (this.written.containsKey(destination)) {
				appended.computeIfAbsent(destination, (_) -> new TreeMap<>()).put(seq, notification);
			}
			else {
				int part = parts.merge(destination, 1, Integer::sum) - 1;
				deliveries.add(new Delivery(index, routed.holdable(),
						new HoldBack.Candidate(OutboxEntry.of(seq, part, notification), notification)));
			}
		}
	}

	private void enqueue(JdbcClient jdbc, List<Delivery> deliveries, List<Accepted> accepted) {
		List<Delivery> holdable = deliveries.stream().filter(Delivery::holdable).toList();
		BitSet held = holdable.isEmpty() ? new BitSet()
				: this.holdBack.holdBack(jdbc, holdable.stream().map(Delivery::candidate).toList());
		Set<Delivery> heldBack = held.stream()
			.mapToObj(holdable::get)
			.collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
		List<OutboxEntry> entries = new ArrayList<>();
		for (Delivery delivery : deliveries) {
			OutboxEntry entry = delivery.candidate().entry();
			Accepted message = accepted.get(delivery.message());
			if (heldBack.contains(delivery)) {
				message.held().add(entry.destination());
			}
			else {
				message.enqueued().add(entry.destination());
				entries.add(entry);
			}
		}
		this.outbox.enqueue(jdbc, entries);
	}

	private StoreNotifier notifier(Destination destination) {
		return Objects.requireNonNull(this.written.get(destination));
	}

	/**
	 * A message and where it goes.
	 *
	 * @param message the message
	 * @param notifications one for each delivery
	 * @param holdable whether its deliveries may be held back
	 */
	public record RoutedMessage(Message message, List<Notification> notifications, boolean holdable) {

		/**
		 * Keeps a copy of the notifications.
		 * @param message the message
		 * @param notifications one for each delivery
		 * @param holdable whether its deliveries may be held back
		 */
		public RoutedMessage {
			notifications = List.copyOf(notifications);
		}

		/**
		 * Creates a message whose deliveries may be held back.
		 * @param message the message
		 * @param notifications one for each delivery
		 */
		public RoutedMessage(Message message, List<Notification> notifications) {
			this(message, notifications, true);
		}

	}

	/**
	 * What was written of a message.
	 *
	 * @param seq its number in the journal; empty if it was accepted before
	 * @param enqueued the destination of each delivery that was enqueued
	 * @param held the destination of each delivery that is held back
	 */
	public record Accepted(OptionalLong seq, List<Destination> enqueued, List<Destination> held) {

		/**
		 * Return whether the message is new.
		 * @return {@code false} if it was accepted before
		 */
		public boolean isNew() {
			return this.seq.isPresent();
		}

	}

	private record Delivery(int message, boolean holdable, HoldBack.Candidate candidate) {
	}

}

package io.onsrelay.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.queue.OrderingLock;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.StoreNotifier;
import io.onsrelay.store.BatchedWork;
import io.onsrelay.store.UnitOfWork;

/**
 * What is written when a message is accepted: the message, once, its deliveries to each
 * destination that is called, and the message again at each destination in the same
 * database, in one unit of work. Messages that are accepted at the same time are written
 * by the same statements.
 */
public final class AcceptWork implements BatchedWork<AcceptWork.RoutedMessage, OptionalLong> {

	private final Journal journal;

	private final Outbox outbox;

	private final Map<Destination, StoreNotifier> written;

	/**
	 * Creates the work.
	 * @param journal where messages are kept
	 * @param outbox where deliveries are kept
	 * @param written the destinations that this work itself writes to; the others get
	 * deliveries
	 */
	public AcceptWork(Journal journal, Outbox outbox, Map<Destination, StoreNotifier> written) {
		this.journal = journal;
		this.outbox = outbox;
		this.written = Map.copyOf(written);
	}

	/**
	 * Return the unit of work that accepts one message.
	 * @param message the message
	 * @param notifications one for each delivery
	 * @return the unit; its result is the message's number in the journal, or empty if
	 * the message was accepted before
	 */
	public UnitOfWork<OptionalLong> accept(Message message, List<Notification> notifications) {
		Set<String> locks = notifications.stream()
			.map((notification) -> OrderingLock.of(notification.message().orderingKey()))
			.collect(Collectors.toSet());
		locks.add(Journal.lock(message));
		return item(new RoutedMessage(message, notifications), locks);
	}

	@Override
	public List<OptionalLong> run(JdbcClient jdbc, List<RoutedMessage> messages) {
		List<OptionalLong> seqs = this.journal.append(jdbc, messages.stream().map(RoutedMessage::message).toList());
		Map<Long, List<Notification>> enqueued = new TreeMap<>();
		Map<Destination, List<Notification>> appended = new TreeMap<>();
		for (int i = 0; i < messages.size(); i++) {
			OptionalLong seq = seqs.get(i);
			if (seq.isPresent()) {
				for (Notification notification : messages.get(i).notifications()) {
					Destination destination = notification.destination();
					List<Notification> written = this.written.containsKey(destination) ? listOf(appended, destination)
							: listOf(enqueued, seq.getAsLong());
					written.add(notification);
				}
			}
		}
		this.outbox.enqueue(jdbc, enqueued);
		appended.forEach((destination, notifications) -> notifier(destination).append(jdbc, notifications));
		return seqs;
	}

	private static <K> List<Notification> listOf(Map<K, List<Notification>> lists, K key) {
		return lists.computeIfAbsent(key, (_) -> new ArrayList<>());
	}

	private StoreNotifier notifier(Destination destination) {
		return Objects.requireNonNull(this.written.get(destination));
	}

	/**
	 * A message and where it goes.
	 *
	 * @param message the message
	 * @param notifications one for each delivery
	 */
	public record RoutedMessage(Message message, List<Notification> notifications) {

		/**
		 * Keeps a copy of the notifications.
		 * @param message the message
		 * @param notifications one for each delivery
		 */
		public RoutedMessage {
			notifications = List.copyOf(notifications);
		}

	}

}

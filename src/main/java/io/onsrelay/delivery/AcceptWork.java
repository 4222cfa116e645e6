package io.onsrelay.delivery;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.delivery.queue.OrderingLock;
import io.onsrelay.event.Message;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Notification;
import io.onsrelay.store.BatchedWork;
import io.onsrelay.store.UnitOfWork;

/**
 * What is written when a message is accepted: the message, once, and a delivery to each
 * of its destinations, in one unit of work. Messages that are accepted at the same time
 * are written by the same statements.
 */
public final class AcceptWork implements BatchedWork<AcceptWork.RoutedMessage, OptionalLong> {

	private final Journal journal;

	private final Outbox outbox;

	/**
	 * Creates the work.
	 * @param journal where messages are kept
	 * @param outbox where deliveries are kept
	 */
	public AcceptWork(Journal journal, Outbox outbox) {
		this.journal = journal;
		this.outbox = outbox;
	}

	/**
	 * Return the unit of work that accepts one message.
	 * @param message the message
	 * @param notifications one for each destination
	 * @return the unit; its result is the message's number in the journal, or empty if
	 * the message was accepted before
	 */
	public UnitOfWork<OptionalLong> accept(Message message, List<Notification> notifications) {
		return item(new RoutedMessage(message, notifications),
				Set.of(Journal.lock(message), OrderingLock.of(message.orderingKey())));
	}

	@Override
	public List<OptionalLong> run(JdbcClient jdbc, List<RoutedMessage> messages) {
		List<OptionalLong> seqs = this.journal.append(jdbc, messages.stream().map(RoutedMessage::message).toList());
		Map<Long, List<Notification>> accepted = new TreeMap<>();
		for (int i = 0; i < messages.size(); i++) {
			List<Notification> notifications = messages.get(i).notifications();
			seqs.get(i).ifPresent((seq) -> accepted.put(seq, notifications));
		}
		this.outbox.enqueue(jdbc, accepted);
		return seqs;
	}

	/**
	 * A message and where it goes.
	 *
	 * @param message the message
	 * @param notifications one for each destination
	 */
	public record RoutedMessage(Message message, List<Notification> notifications) {

		/**
		 * Keeps a copy of the notifications.
		 * @param message the message
		 * @param notifications one for each destination
		 */
		public RoutedMessage {
			notifications = List.copyOf(notifications);
		}

	}

}

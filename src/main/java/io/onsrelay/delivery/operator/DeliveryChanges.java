package io.onsrelay.delivery.operator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.onsrelay.audit.OperatorChange;
import io.onsrelay.audit.OperatorChanges;
import io.onsrelay.delivery.operator.RemovedDeliveryTable.Waiting;
import io.onsrelay.delivery.queue.Attempt;
import io.onsrelay.event.MessageId;
import io.onsrelay.journal.Journal;
import io.onsrelay.notifier.Destination;
import io.onsrelay.store.StoreUnavailableException;

/**
 * Adds to the audit log what operators do with deliveries, in the unit of work that does
 * it: one record for each delivery, so that all that was done to one is found under its
 * number. After the commit the log of the service gets a line for each.
 */
final class DeliveryChanges {

	private final OperatorChanges changes;

	private final Journal journal;

	/**
	 * Creates it.
	 * @param changes where changes are added
	 * @param journal names the messages
	 */
	DeliveryChanges(OperatorChanges changes, Journal journal) {
		this.changes = changes;
		this.journal = journal;
	}

	void replayed(JdbcClient jdbc, List<DeadLetter> before, String by) {
		Map<Long, MessageId> messages = messages(jdbc, before);
		this.changes.append(jdbc,
				before.stream()
					.map((letter) -> new OperatorChange(by, "dead-letter.replayed", target(letter.id()),
							values(letter, messages.get(letter.messageSeq())), Map.of("state", "pending"), null))
					.toList());
	}

	void acknowledged(JdbcClient jdbc, List<DeadLetter> before, AcknowledgementRecord acknowledgement) {
		Map<Long, MessageId> messages = messages(jdbc, before);
		this.changes.append(jdbc,
				before.stream()
					.map((letter) -> new OperatorChange(acknowledgement.by(), "dead-letter.acknowledged",
							target(letter.id()), values(letter, messages.get(letter.messageSeq())),
							Map.of("acknowledgedAt", acknowledgement.at()), acknowledgement.comment()))
					.toList());
	}

	void deleted(JdbcClient jdbc, DeadLetter before, String by) {
		MessageId message = messages(jdbc, List.of(before)).get(before.messageSeq());
		this.changes.append(jdbc, List.of(new OperatorChange(by, "dead-letter.deleted", target(before.id()),
				values(before, message), null, null)));
	}

	void redirected(JdbcClient jdbc, Collection<Waiting> moved, Destination from, Destination to, String by) {
		Map<Long, MessageId> messages = this.journal.ids(jdbc, seqs(moved));
		this.changes.append(jdbc, moved.stream()
			.map((waiting) -> new OperatorChange(by, "delivery.redirected", target(waiting.id()),
					pending(from, messages.get(waiting.messageSeq())), Map.of("destination", to.toString()), null))
			.toList());
	}

	/**
	 * Adds deliveries that became dead letters.
	 * @param acknowledged whether they were acknowledged at once
	 */
	void givenUp(JdbcClient jdbc, Collection<Waiting> ended, Destination from, boolean acknowledged, String by,
			@Nullable String reason) {
		Map<Long, MessageId> messages = this.journal.ids(jdbc, seqs(ended));
		this.changes.append(jdbc,
				ended.stream()
					.map((waiting) -> new OperatorChange(by, "delivery.given-up", target(waiting.id()),
							pending(from, messages.get(waiting.messageSeq())),
							Map.of("state", "dead", "acknowledged", acknowledged), reason))
					.toList());
	}

	/**
	 * Writes one line for each change, after the commit: a message whose id can't be read
	 * then costs the id and not the change.
	 * @param <T> what was changed
	 * @param changed what was changed
	 * @param messageSeq the number of the message of each
	 * @param line writes the line, given the id of the message
	 */
	<T> void log(List<T> changed, ToLongFunction<T> messageSeq, BiConsumer<T, Object> line) {
		Map<Long, MessageId> ids = ids(changed.stream().map(messageSeq::applyAsLong).distinct().toList());
		changed.forEach((change) -> {
			MessageId id = ids.get(messageSeq.applyAsLong(change));
			line.accept(change, (id != null) ? id : "unknown");
		});
	}

	private Map<Long, MessageId> ids(List<Long> seqs) {
		try {
			return this.journal.ids(seqs);
		}
		catch (StoreUnavailableException ex) {
			return Map.of();
		}
	}

	private Map<Long, MessageId> messages(JdbcClient jdbc, List<DeadLetter> letters) {
		return this.journal.ids(jdbc, letters.stream().map(DeadLetter::messageSeq).collect(Collectors.toSet()));
	}

	private static Set<Long> seqs(Collection<Waiting> deliveries) {
		return deliveries.stream().map(Waiting::messageSeq).collect(Collectors.toSet());
	}

	/**
	 * Return what a dead letter was, without what the destination replied: that may quote
	 * the message.
	 */
	private static Map<String, Object> values(DeadLetter letter, @Nullable MessageId message) {
		Map<String, Object> values = new LinkedHashMap<>();
		put(values, letter.destination(), message);
		values.put("state", "dead");
		values.put("reason", Attempt.word(letter.reason()));
		values.put("deadLetteredAt", letter.deadLetteredAt());
		values.put("attempts", letter.attempts());
		AcknowledgementRecord acknowledgement = letter.acknowledgement();
		if (acknowledgement != null) {
			values.put("acknowledgement", Map.of("at", acknowledgement.at(), "by", acknowledgement.by(), "comment",
					acknowledgement.comment()));
		}
		return values;
	}

	private static Map<String, Object> pending(Destination destination, @Nullable MessageId message) {
		Map<String, Object> values = new LinkedHashMap<>();
		put(values, destination, message);
		values.put("state", "pending");
		return values;
	}

	private static void put(Map<String, Object> values, Destination destination, @Nullable MessageId message) {
		values.put("destination", destination.toString());
		if (message != null) {
			values.put("message", message.toString());
		}
	}

	private static String target(long delivery) {
		return "delivery/" + delivery;
	}

}

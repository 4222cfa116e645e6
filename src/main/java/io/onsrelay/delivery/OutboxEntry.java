package io.onsrelay.delivery;

import java.time.Instant;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;

/**
 * A delivery before it is in the outbox.
 *
 * @param messageSeq the message's number in the journal
 * @param destination where it goes
 * @param route the route that sends it there
 * @param orderingKey the sequence it belongs to
 * @param occurredAt when it happened, which is its place in the sequence
 * @param receivedAt when the message was received
 * @param part which of the parts of the message that the destination gets, from 0
 * @param records which records of the message
 */
public record OutboxEntry(long messageSeq, Destination destination, String route, String orderingKey,
		Instant occurredAt, Instant receivedAt, int part, Message.Records records) {

	static OutboxEntry of(long messageSeq, int part, Notification notification) {
		Message message = notification.message();
		return new OutboxEntry(messageSeq, notification.destination(), notification.route(), message.orderingKey(),
				message.occurredAt(), message.receivedAt(), part, message.records());
	}

	OutboxEntry withPart(int part) {
		return new OutboxEntry(this.messageSeq, this.destination, this.route, this.orderingKey, this.occurredAt,
				this.receivedAt, part, this.records);
	}

}

package io.onsrelay.delivery.queue;

import java.time.Instant;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;

/**
 * A delivery that a lane has claimed: no other lane delivers it before the lease ends.
 *
 * @param id the number of the delivery
 * @param messageSeq the message's number in the journal
 * @param destination where it goes
 * @param route the route that sends it there
 * @param records which records of the message it delivers
 * @param orderingKey its ordering key
 * @param receivedAt when the message was received
 * @param pendingSince since when it is pending: since its acceptance, or its last replay
 * @param attempts how many attempts were made before
 * @param lease the token that the holder of the claim reports with
 * @param leaseEnd when another lane may claim it
 */
public record Claim(long id, long messageSeq, Destination destination, String route, Message.Records records,
		String orderingKey, Instant receivedAt, Instant pendingSince, int attempts, String lease, Instant leaseEnd) {

	public Notification notification(Message message, PresentationOverrides overrides) {
		return new Notification(message.part(this.records), this.destination, this.route, overrides);
	}

}

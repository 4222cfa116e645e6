package io.onsrelay.delivery;

import java.time.Instant;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Notification;
import io.onsrelay.notifier.PresentationOverrides;

/**
 * A delivery that a lane has claimed: nobody else delivers it until the lease ends.
 *
 * @param id the number of the delivery
 * @param messageSeq the message's number in the journal
 * @param destination where it goes
 * @param route the route that sends it there
 * @param orderingKey the sequence it belongs to, as the outbox writes it
 * @param receivedAt when the message was received
 * @param pendingSince since when it has been tried: its acceptance, or its last replay
 * @param attempts how many attempts there were before
 * @param lease the token by which the outbox knows the holder
 * @param leaseEnd when somebody else may claim it
 */
record Claim(long id, long messageSeq, Destination destination, String route, String orderingKey, Instant receivedAt,
		Instant pendingSince, int attempts, String lease, Instant leaseEnd) {

	Notification notification(Message message, PresentationOverrides overrides) {
		return new Notification(message, this.destination, this.route, overrides);
	}

}

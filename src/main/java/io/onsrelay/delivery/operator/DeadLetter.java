package io.onsrelay.delivery.operator;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Message;
import io.onsrelay.notifier.Destination;
import io.onsrelay.notifier.Outcome;

/**
 * A delivery that was given up.
 *
 * @param id its number, which the log names too
 * @param messageSeq the message's number in the journal
 * @param destination where it was to go
 * @param route the route that sends it there
 * @param records which records of the message were to go there
 * @param orderingKey the sequence it belongs to
 * @param receivedAt when the message was received
 * @param deadLetteredAt when it was given up
 * @param attempts how many attempts there were
 * @param reason why the last one failed
 * @param detail what the destination said to it
 * @param acknowledgement why it needs no attention any more; {@code null} if it does
 */
public record DeadLetter(long id, long messageSeq, Destination destination, String route, Message.Records records,
		String orderingKey, Instant receivedAt, Instant deadLetteredAt, int attempts, Outcome.Reason reason,
		String detail, @Nullable AcknowledgementRecord acknowledgement) {
}

package io.onsrelay.admin.deadletters;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.operator.AcknowledgementRecord;
import io.onsrelay.delivery.operator.DeadLetter;
import io.onsrelay.event.Message;

/**
 * A dead letter in a response of the API. Values of the message are {@code null} if the
 * message is gone or has none.
 *
 * @param id its number
 * @param destination the destination that did not get it
 * @param route the route that leads to the destination
 * @param message the id of the message
 * @param records which records of a batch it has, such as {@code 21}; {@code null} for
 * all
 * @param type the type of the message, such as an event type
 * @param resource the OCID of the resource concerned
 * @param occurredAt when the event or alarm occurred
 * @param receivedAt when the message was received
 * @param deadLetteredAt when the delivery was given up
 * @param attempts the number of attempts
 * @param reason why the last attempt failed
 * @param detail what the destination replied to the last attempt, and what to do
 * @param acknowledgement when, by whom and why it was acknowledged; {@code null} if it
 * needs attention
 */
record DeadLetterView(long id, String destination, String route, @Nullable String message, @Nullable String records,
		@Nullable String type, @Nullable String resource, @Nullable Instant occurredAt, Instant receivedAt,
		Instant deadLetteredAt, int attempts, String reason, String detail,
		@Nullable AcknowledgementRecord acknowledgement) {

	static DeadLetterView of(DeadLetter letter, @Nullable Message whole) {
		Message message = (whole != null) ? whole.part(letter.records()) : null;
		return new DeadLetterView(letter.id(), letter.destination().toString(), letter.route(),
				(message != null) ? message.id().toString() : null,
				letter.records().isAll() ? null : letter.records().text(),
				(message != null) ? message.first().type().orElse(null) : null,
				(message != null) ? message.first().resourceId().orElse(null) : null,
				(message != null) ? message.occurredAt() : null, letter.receivedAt(), letter.deadLetteredAt(),
				letter.attempts(), letter.reason().name().toLowerCase(Locale.ROOT), letter.detail(),
				letter.acknowledgement());
	}

}

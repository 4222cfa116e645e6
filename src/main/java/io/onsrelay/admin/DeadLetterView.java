package io.onsrelay.admin;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.DeadLetter;
import io.onsrelay.event.Message;

/**
 * A dead letter as operators see it.
 *
 * @param id its number
 * @param destination where it was to go
 * @param route the route that sends it there
 * @param message the message's id
 * @param type what happened, such as an event type
 * @param resource what it happened to
 * @param occurredAt when it happened
 * @param receivedAt when the message was received
 * @param deadLetteredAt when it was given up
 * @param attempts how many attempts there were
 * @param reason why the last one failed
 * @param detail what the destination said to it
 */
record DeadLetterView(long id, String destination, String route, @Nullable String message, @Nullable String type,
		@Nullable String resource, @Nullable Instant occurredAt, Instant receivedAt, Instant deadLetteredAt,
		int attempts, String reason, String detail) {

	static DeadLetterView of(DeadLetter letter, @Nullable Message message) {
		return new DeadLetterView(letter.id(), letter.destination().toString(), letter.route(),
				(message != null) ? message.id().toString() : null,
				(message != null) ? message.first().type().orElse(null) : null,
				(message != null) ? message.first().resourceId().orElse(null) : null,
				(message != null) ? message.occurredAt() : null, letter.receivedAt(), letter.deadLetteredAt(),
				letter.attempts(), letter.reason().name().toLowerCase(Locale.ROOT), letter.detail());
	}

}

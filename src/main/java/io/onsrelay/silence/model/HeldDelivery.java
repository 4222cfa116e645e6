package io.onsrelay.silence.model;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.event.Message;
import io.onsrelay.event.MessageId;
import io.onsrelay.notifier.Destination;

/**
 * A delivery that a silence has held back.
 *
 * @param id its number
 * @param silence the number of the silence
 * @param messageSeq the message's number in the journal
 * @param message the id of the message
 * @param type the type of the message; {@code null} if it has none
 * @param resource the resource concerned; {@code null} if the message names none
 * @param destination where it would have gone
 * @param route the route that sends it there
 * @param records which records of the message would have gone there
 * @param receivedAt when the message was received
 * @param sentAt when it was sent after all; {@code null} if it was not
 * @param sentBy the user who sent it; {@code null} if none did
 */
public record HeldDelivery(long id, long silence, long messageSeq, MessageId message, @Nullable String type,
		@Nullable String resource, Destination destination, String route, Message.Records records, Instant receivedAt,
		@Nullable Instant sentAt, @Nullable String sentBy) {
}

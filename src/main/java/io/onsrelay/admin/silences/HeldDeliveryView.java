package io.onsrelay.admin.silences;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.silence.model.HeldDelivery;

/**
 * A delivery that a silence has held back, in a response of the API.
 *
 * @param id its number
 * @param message the id of the message
 * @param type the type of the message
 * @param resource the resource concerned
 * @param destination where it would have gone
 * @param route the route that sends it there
 * @param records which records of a batch; {@code null} for all
 * @param receivedAt when the message was received
 * @param sentAt when it was sent after all; {@code null} if it was not
 * @param sentBy the user who sent it
 */
record HeldDeliveryView(long id, String message, @Nullable String type, @Nullable String resource, String destination,
		String route, @Nullable String records, Instant receivedAt, @Nullable Instant sentAt, @Nullable String sentBy) {

	static HeldDeliveryView of(HeldDelivery held) {
		return new HeldDeliveryView(held.id(), held.message().toString(), held.type(), held.resource(),
				held.destination().toString(), held.route(), held.records().isAll() ? null : held.records().text(),
				held.receivedAt(), held.sentAt(), held.sentBy());
	}

}

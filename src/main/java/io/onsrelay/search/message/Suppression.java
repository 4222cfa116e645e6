package io.onsrelay.search.message;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;
import io.onsrelay.silence.model.HeldDelivery;

/**
 * What held a message back from a destination.
 *
 * @param destination the destination
 * @param by what, such as {@code silence 12}
 * @param reason why, in the words of who wanted it; {@code null} if there are none
 * @param at when
 */
public record Suppression(Destination destination, String by, @Nullable String reason, Instant at) {

	static Suppression of(HeldDelivery held, String reason) {
		return new Suppression(held.destination(), "silence " + held.silence(), reason, held.receivedAt());
	}

}

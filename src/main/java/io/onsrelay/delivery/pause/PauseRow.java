package io.onsrelay.delivery.pause;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.notifier.Destination;

/**
 * A pause of a destination that an operator has made.
 *
 * @param destination the destination
 * @param begins when it begins, on the scale of due times
 * @param ends when it ends, on the same scale; {@code null} while it lasts
 * @param pausedAt when it began, as operators read it
 * @param by the operator's name
 * @param reason the operator's words
 */
public record PauseRow(Destination destination, Instant begins, @Nullable Instant ends, Instant pausedAt, String by,
		String reason) {
}

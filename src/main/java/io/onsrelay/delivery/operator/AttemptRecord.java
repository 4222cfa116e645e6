package io.onsrelay.delivery.operator;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An attempt as it is kept.
 *
 * @param number its number, counted from one and on through replays
 * @param startedAt when the call began
 * @param duration how long it took
 * @param outcome delivered, retry or dead
 * @param reason why it did not deliver, as meters name it; {@code null} if it did
 * @param detail what the destination said; {@code null} if it delivered
 */
public record AttemptRecord(int number, Instant startedAt, Duration duration, String outcome, @Nullable String reason,
		@Nullable String detail) {
}

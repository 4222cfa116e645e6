package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of an attempt.
 *
 * @param number counted from one, on through replays
 * @param startedAt when the call began
 * @param duration how long it took
 * @param outcome delivered, retry or dead
 * @param reason why it did not deliver, as meters name it
 * @param detail what the destination said
 */
public record AttemptRecord(int number, Instant startedAt, Duration duration, String outcome, @Nullable String reason,
		@Nullable String detail) {
}

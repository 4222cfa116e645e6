package io.onsrelay.admin;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.AttemptRecord;

/**
 * An attempt as operators see it.
 *
 * @param number counted from one, on through replays
 * @param startedAt when the call began
 * @param milliseconds how long it took
 * @param outcome delivered, retry or dead
 * @param reason why it did not deliver
 * @param detail what the destination said
 */
record AttemptView(int number, Instant startedAt, long milliseconds, String outcome, @Nullable String reason,
		@Nullable String detail) {

	static AttemptView of(AttemptRecord attempt) {
		return new AttemptView(attempt.number(), attempt.startedAt(), attempt.duration().toMillis(), attempt.outcome(),
				attempt.reason(), attempt.detail());
	}

}

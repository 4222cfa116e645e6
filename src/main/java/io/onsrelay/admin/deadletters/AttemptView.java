package io.onsrelay.admin.deadletters;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.onsrelay.delivery.operator.AttemptRecord;

/**
 * An attempt in a response of the API.
 *
 * @param number the number, from one; replays go on counting
 * @param startedAt when the call began
 * @param milliseconds how long the call took
 * @param outcome delivered, retry or dead
 * @param reason why it did not deliver
 * @param detail what the destination replied
 */
record AttemptView(int number, Instant startedAt, long milliseconds, String outcome, @Nullable String reason,
		@Nullable String detail) {

	static AttemptView of(AttemptRecord attempt) {
		return new AttemptView(attempt.number(), attempt.startedAt(), attempt.duration().toMillis(), attempt.outcome(),
				attempt.reason(), attempt.detail());
	}

}

package io.onsrelay.delivery;

import java.time.Duration;
import java.time.Instant;

import io.onsrelay.delivery.policy.Verdict;

/**
 * A call that was made for a claim, and what becomes of the delivery after it.
 *
 * @param claim what was claimed
 * @param startedAt when the call began
 * @param duration how long it took
 * @param verdict what becomes of the delivery
 */
record Attempt(Claim claim, Instant startedAt, Duration duration, Verdict verdict) {
}

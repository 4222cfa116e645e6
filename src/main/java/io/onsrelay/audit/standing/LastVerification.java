package io.onsrelay.audit.standing;

import java.time.Instant;

import io.onsrelay.audit.verification.VerificationReport;

/**
 * A verification of the log within the service.
 *
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param report what it found
 */
public record LastVerification(Instant startedAt, Instant endedAt, VerificationReport report) {
}

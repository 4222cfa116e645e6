package io.onsrelay.delivery.operator;

import java.time.Instant;

/**
 * Why a dead letter needs no attention any more.
 *
 * @param at when it was acknowledged
 * @param by the user who acknowledged it
 * @param comment the user's words
 */
public record AcknowledgementRecord(Instant at, String by, String comment) {
}

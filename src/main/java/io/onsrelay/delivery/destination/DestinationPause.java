package io.onsrelay.delivery.destination;

import java.time.Instant;

/**
 * A pause that an operator has made: no replica calls the destination until an operator
 * resumes it.
 *
 * @param at when it began
 * @param by the operator's name
 * @param reason the operator's words
 */
public record DestinationPause(Instant at, String by, String reason) {
}

package io.onsrelay.delivery.operator;

import io.onsrelay.notifier.Destination;

/**
 * How many dead letters a destination has.
 *
 * @param destination the destination
 * @param letters how many
 * @param last the largest of their numbers
 */
public record DeadLetterCount(Destination destination, long letters, long last) {
}

package io.onsrelay.delivery.destination;

import java.time.Instant;

/**
 * What happened at a destination in one hour.
 *
 * @param hour the begin of the hour, in UTC
 * @param delivered how many deliveries ended as delivered
 * @param failed how many attempts failed and are made again
 * @param dead how many deliveries became dead letters
 */
public record HourlyCount(Instant hour, long delivered, long failed, long dead) {
}

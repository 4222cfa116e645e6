package io.onsrelay.delivery.operator;

/**
 * The result of redirecting or giving up what waits for a removed destination.
 *
 * @param changed how many deliveries were redirected, or given up
 * @param repeated how many had no need to be redirected, since their message is at the
 * other destination by itself
 * @param inFlight how many stay as they are, since another replica delivers them or an
 * earlier one of their ordering key now
 */
public record RemovalResult(int changed, int repeated, int inFlight) {
}

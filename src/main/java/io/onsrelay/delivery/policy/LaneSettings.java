package io.onsrelay.delivery.policy;

import java.time.Duration;

import io.onsrelay.notifier.Batching;

/**
 * How a lane serves its destination.
 *
 * @param concurrency how many calls may be in flight at the same time
 * @param interval the time between two calls; zero for no limit
 * @param batching whether a call carries several messages
 * @param lease how long claims last
 */
public record LaneSettings(int concurrency, Duration interval, Batching batching, Duration lease) {
}

/**
 * Delivery, as other modules use it: enqueueing, dispatching, dead letters and meters.
 * The queue is in {@code queue}, the lanes in {@code engine}, the rules in
 * {@code policy}. The engine uses this package, this package the queue, the queue the
 * policy, and none the other way round.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "journal", "store", "config", "timing" })
package io.onsrelay.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

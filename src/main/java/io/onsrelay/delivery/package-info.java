/**
 * Delivery, as other modules use it: enqueueing, dispatching and meters; what operators
 * do is in {@code operator}. The queue is in {@code queue}, the lanes in {@code engine},
 * the rules in {@code policy}. Those and the engine use this package, this package the
 * queue, the queue the policy, and none the other way round.
 */
@NullMarked
@ApplicationModule(
		allowedDependencies = { "event", "notifier", "journal", "store", "config", "timing", "redaction", "audit" })
package io.onsrelay.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * The durable outbox: what is still to be delivered, and the lane of each destination
 * that works it off.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "journal", "store", "config", "timing" })
package io.onsrelay.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

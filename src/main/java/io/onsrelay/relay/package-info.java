/**
 * The use case: a message is routed, kept and enqueued for delivery. Begin reading at
 * {@code MessageRelay}. The readiness of the service is here, too: whether a message
 * could be accepted now.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "routing", "delivery", "journal", "store" })
package io.onsrelay.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

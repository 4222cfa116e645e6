/**
 * The use case: a message is kept, and everybody it concerns is to be told. Begin reading
 * at {@code MessageRelay}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "routing", "journal", "delivery", "store" })
package io.onsrelay.relay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

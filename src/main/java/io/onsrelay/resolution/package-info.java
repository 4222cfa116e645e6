/**
 * When each incident was last resolved at each destination, so that a message of before,
 * which comes late, opens nothing again.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "incident", "notifier", "presentation", "store" })
package io.onsrelay.resolution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

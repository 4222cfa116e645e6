/**
 * An alert storm in one message, for every kind of destination that people read.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "presentation" })
package io.onsrelay.digest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

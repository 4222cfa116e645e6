/**
 * What a notifier is: the interface every kind implements, what it may answer, and the
 * registry of those that are configured.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "event" })
package io.onsrelay.notifier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

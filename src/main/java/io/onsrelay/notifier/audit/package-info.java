/**
 * The audit store: every message in a table that only grows.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "store" })
package io.onsrelay.notifier.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

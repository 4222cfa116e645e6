/**
 * The audit store: messages in an append-only table.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "store" })
package io.onsrelay.notifier.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

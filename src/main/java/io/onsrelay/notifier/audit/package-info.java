/**
 * The audit store: messages in the audit log.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "event", "notifier" })
package io.onsrelay.notifier.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

/**
 * Routing: which destinations get a message, by routes with conditions in the language of
 * OCI Events rules.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "config" })
package io.onsrelay.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

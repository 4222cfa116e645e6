/**
 * Routing: which destinations get a message, by routes with conditions in the language of
 * OCI Events rules.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "event", "notifier", "presentation" })
package io.onsrelay.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

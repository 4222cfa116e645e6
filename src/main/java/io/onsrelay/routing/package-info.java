/**
 * Routing: which destinations get a message, by routes with conditions in the language of
 * OCI Events rules.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "audit", "config", "config :: placeholder", "config :: reload", "event",
		"journal", "notifier", "parser", "presentation", "store", "timing" })
package io.onsrelay.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

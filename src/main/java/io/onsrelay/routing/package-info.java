/**
 * Who gets what: conditions in the language of OCI Events rules, and the table of routes
 * that are written in it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "event", "notifier", "config" })
package io.onsrelay.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;

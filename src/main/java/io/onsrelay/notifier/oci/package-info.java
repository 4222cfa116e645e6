/**
 * Calls of Oracle's data planes and their results as outcomes, for every kind of notifier
 * that calls one.
 */
@NullMarked
@ApplicationModule(allowedDependencies = { "config", "event", "notifier", "notifier.http", "oci" })
package io.onsrelay.notifier.oci;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
